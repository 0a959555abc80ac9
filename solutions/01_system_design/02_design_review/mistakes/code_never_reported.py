"""Leaves conduct to legal: "not our part"."""
def no_human_review(design):
    return False
