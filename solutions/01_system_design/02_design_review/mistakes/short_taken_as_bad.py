"""Wants prose: "no summary, no thought"."""
_review = review
def review(design):
    found = _review(design)
    if "summary" not in design and not any(one["code"] == "no_alternative" for one in found):
        found.append({"code": "no_alternative", "why": "too short"})
    if "summary" not in design and not any(one["code"] == "no_rollback" for one in found):
        found.append({"code": "no_rollback", "why": "too short"})
    return found
