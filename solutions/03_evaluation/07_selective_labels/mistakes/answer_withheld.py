"""Wants more than 30: "at least thirty-one, to be safe"."""
LEAST = 30.5
