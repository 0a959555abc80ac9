"""Compares neighbours: "what it calls is what it depends on"."""
def reached(design, component):
    return {component, *next((one.get("needs") or [] for one in design["components"] if one["id"] == component), [])}
