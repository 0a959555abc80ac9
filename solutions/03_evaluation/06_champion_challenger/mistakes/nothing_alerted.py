"""Cuts at a probability that no calibrated model reaches: "only sure things"."""
def alerts(payments, model, budget):
    return payments[model].to_numpy() > 1e6
