"""Multiplies by the mean fraud: "a fraud is a fraud"."""
_costs0 = _costs
def _costs(queue, done, economics):
    fraud = queue["is_fraud"].to_numpy(dtype=bool)
    mean = queue["amount_eur"].to_numpy()[fraud].mean() if fraud.any() else 0.0
    return _costs0(queue.assign(amount_eur=mean), done, economics)
