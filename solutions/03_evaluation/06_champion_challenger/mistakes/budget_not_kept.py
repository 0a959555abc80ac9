"""Takes the budget for per cent: "20 is a usual share"."""
_alerts = alerts
def alerts(payments, model, budget):
    return _alerts(payments, model, int(len(payments) * min(budget, 100) / 100))
