"""Charges reviews to the false alarms: "a review that finds fraud pays for itself"."""
_costs0 = _costs
def _costs(queue, done, economics):
    found = _costs0(queue, done, economics)
    return found | {"review_eur": found["review_eur"] * ~queue["is_fraud"].to_numpy(dtype=bool)}
