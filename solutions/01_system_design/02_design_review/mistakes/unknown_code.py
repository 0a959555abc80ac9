"""Writes codes as in the old tool: "with hyphens"."""
_review = review
def review(design):
    return [one | {"code": one["code"].replace("_", "-")} for one in _review(design)]
