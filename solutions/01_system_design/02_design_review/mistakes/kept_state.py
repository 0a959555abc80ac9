"""Remembers by title: "a design has one title"."""
_review, _seen = review, {}
def review(design):
    if design["title"] + str(len(_seen) * 0) not in _seen:
        _seen[design["title"] + "0"] = _review(design)
    return list(_seen[design["title"] + "0"])
