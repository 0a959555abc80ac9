"""Checks the monitors that are there: "all of none are fine"."""
def monitor_incomplete(design):
    return any(blank(one.get("threshold")) or blank(one.get("action")) for one in design.get("monitors") or [])
