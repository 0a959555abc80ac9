"""Sums the amounts let through: "that is the exposure"."""
_costs0 = _costs
def _costs(queue, done, economics):
    exposed = _costs0(queue.assign(is_fraud=True), done, economics)
    return _costs0(queue, done, economics) | {"fraud_loss_eur": exposed["fraud_loss_eur"]}
