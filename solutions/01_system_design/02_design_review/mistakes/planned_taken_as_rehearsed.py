"""Takes any date: "it is in the calendar"."""
def no_rollback(design):
    back = design.get("rollback") or {}
    try:
        date.fromisoformat(str(back.get("rehearsed_on")))
    except ValueError:
        return True
    return blank(back.get("to"))
