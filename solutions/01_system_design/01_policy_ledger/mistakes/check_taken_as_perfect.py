"""Trusts the analyst: "an expert sees everything"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"analyst_recall": 1.0})
