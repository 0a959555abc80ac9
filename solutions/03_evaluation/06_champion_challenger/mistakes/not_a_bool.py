"""Writes 1 and 0: "the same thing"."""
_alerts = alerts
def alerts(payments, model, budget):
    return _alerts(payments, model, budget).astype(int)
