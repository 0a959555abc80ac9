"""Spares small amounts: "below 50 EUR nobody files a claim"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue.assign(amount_eur=queue["amount_eur"].where(queue["amount_eur"] >= 50, 0.0)), done, economics)
