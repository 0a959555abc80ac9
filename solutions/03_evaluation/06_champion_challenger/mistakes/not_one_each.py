"""Gives the payments to look at: "a list of ids is what the team needs"."""
_alerts = alerts
def alerts(payments, model, budget):
    return payments["payment_id"].to_numpy()[_alerts(payments, model, budget)]
