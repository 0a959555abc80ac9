"""Returns bare codes: "the code says it all"."""
_review = review
def review(design):
    return [one["code"] for one in _review(design)]
