"""Hands the design back at once: "one flaw is enough to refuse it"."""
_review = review
def review(design):
    return _review(design)[:1]
