"""Compares account names: "four eyes are two logins"."""
def approver_is_developer(design):
    return design["ownership"].get("approver") in design["ownership"]["developers"]
