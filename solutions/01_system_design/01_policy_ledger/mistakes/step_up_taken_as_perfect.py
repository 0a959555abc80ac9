"""Trusts the second factor: "no thief has the phone"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"step_up_stops": 1.0})
