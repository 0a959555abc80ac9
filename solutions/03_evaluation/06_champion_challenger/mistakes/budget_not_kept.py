"""Keeps half of the team free: "never plan for 100 %"."""
_alerts = alerts
def alerts(payments, model, budget):
    return _alerts(payments, model, (budget + 1) // 2 if budget > 1 else 0)
