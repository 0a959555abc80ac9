"""Charges every challenge: "friction is friction"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"step_up_abandons": 1.0})
