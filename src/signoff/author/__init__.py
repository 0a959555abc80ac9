"""What keeps the course honest: starters, proofs, the site. For those who write it."""
