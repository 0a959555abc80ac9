"""Charges for all who are turned away: "a decline is a decline"."""
_costs0 = _costs
def _costs(queue, done, economics):
    all_of_them = _costs0(queue.assign(is_fraud=False), done, economics)
    return _costs0(queue, done, economics) | {"friction_eur": all_of_them["friction_eur"]}
