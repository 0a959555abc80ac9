"""Adds all steps: "better safe"."""
def latency_over_budget(design):
    return sum(milliseconds(one["at_most"]) for one in design["latency"]["steps"]) > milliseconds(design["latency"]["budget"]) + 1e-6
