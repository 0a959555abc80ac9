"""Wants prose: "no summary, no thought"."""
_review = review
def review(design):
    found = _review(design)
    if "summary" not in design:
        codes = {one["code"] for one in found}
        found.append({"code": next(code for code in ("no_alternative", "labels_shaped", "no_rollback", "monitor_incomplete", "no_human_review") if code not in codes), "why": "too short"})
    return found
