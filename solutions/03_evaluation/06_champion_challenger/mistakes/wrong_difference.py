"""Charges caught fraud as well: "the fraud happened"."""
_costs_of = _costs
def _costs(payments, alerted, economics):
    fraud, amount = payments["is_fraud"].to_numpy(), payments["amount_eur"].to_numpy()
    return _costs_of(payments, alerted, economics) + np.where(alerted & fraud, 0.5 * economics["lost_share"] * amount, 0)
