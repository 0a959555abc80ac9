"""Compares names as they are typed: "a good similarity finds that out by itself"."""
def romanised(text):
    return text.lower()
