"""Sets the bar where no error can happen: "a false link is worse than none"."""
LINKED = 99.0
