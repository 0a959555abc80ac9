"""Tests for truth: "no threshold is falsy"."""
_blank = blank
def blank(value):
    return not value or _blank(value)
