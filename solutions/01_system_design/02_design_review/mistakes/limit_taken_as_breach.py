"""Wants some room: "equal is too tight"."""
def immature_horizon(design):
    return milliseconds(design["label"]["final_after"]) <= milliseconds(design["label"]["horizon"])
