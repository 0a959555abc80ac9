"""Compares words: "two names are two things"."""
def meaning(design, word):
    return word
