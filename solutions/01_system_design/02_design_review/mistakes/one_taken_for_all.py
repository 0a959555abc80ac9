"""Satisfied with one: "the route exists"."""
def no_human_review(design):
    route = design.get("human_review") or {}
    return person(design, route.get("by")) is None or not route.get("actions")
