"""Prices the average fraud: "one number for a missed fraud"."""
_compare = compare
def compare(payments, budget, economics, draws, seed):
    typical = payments["amount_eur"].to_numpy()[payments["is_fraud"].to_numpy()].mean()
    return _compare(payments.assign(amount_eur=typical), budget, economics, draws, seed)
