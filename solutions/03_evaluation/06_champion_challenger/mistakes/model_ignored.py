"""Ranks by the champion: "the model is the one in production"."""
_alerts = alerts
def alerts(payments, model, budget):
    return _alerts(payments, "champion", budget)
