"""Asks everybody for reasons: "explain all decisions"."""
def no_reasons(design):
    return any(blank(action.get("reasons")) for action in adverse(design))
