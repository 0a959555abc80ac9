"""Saves memory: "a score needs no more than float32"."""
_alerts = alerts
def alerts(payments, model, budget):
    return _alerts(payments.astype({model: "float32"}), model, budget)
