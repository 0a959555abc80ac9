"""Counts gross: "what comes back is another department"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"recovered_share": 0.0})
