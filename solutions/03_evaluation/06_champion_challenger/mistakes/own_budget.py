"""Uses the champion's threshold for both: "same threshold, fair comparison"."""
_alerts, _compare = alerts, compare
def compare(payments, budget, economics, draws, seed):
    global alerts
    champion = payments["champion"].to_numpy()
    cut = np.sort(champion)[::-1][budget - 1]
    alerts = lambda payments, model, budget: _alerts(payments, model, budget) if model == "champion" else payments[model].to_numpy() >= cut
    try:
        return _compare(payments, budget, economics, draws, seed)
    finally:
        alerts = _alerts
