"""Asks whether something is there: "a filled field is an answer"."""
def blank(value):
    return value is None or value == ""
