"""Remembers by title: "a design has one title"."""
_review, _seen = review, {}
def review(design):
    if design["title"] not in _seen:
        _seen[design["title"]] = _review(design)
    return list(_seen[design["title"]])
