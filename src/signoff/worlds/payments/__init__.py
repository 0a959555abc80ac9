"""The payments world: an issuer of cards, its customers, and those who steal from both."""
