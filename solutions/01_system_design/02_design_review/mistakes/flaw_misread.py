"""Compares the numbers: "84 is 84"."""
def immature_horizon(design):
    return float(design["label"]["final_after"].split()[0]) < float(design["label"]["horizon"].split()[0])
