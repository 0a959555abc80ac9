"""Looks at all fields: "what is collected will be used"."""
def protected_input(design):
    return any(field.get("protected") and blank(field.get("basis")) for field in design["fields"])
