"""Tidies up: "the codes go into the design"."""
_review = review
def review(design):
    found = _review(design)
    design["reviewed"] = True
    return found
