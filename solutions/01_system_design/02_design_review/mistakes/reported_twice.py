"""One finding per place: "each sentence has its own line"."""
_review = review
def review(design):
    return [one for one in _review(design) for _ in range(2)]
