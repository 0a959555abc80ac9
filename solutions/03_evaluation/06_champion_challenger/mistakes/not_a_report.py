"""Gives records: "JSON for the dashboard"."""
_swaps = swaps
def swaps(payments, budget):
    return _swaps(payments, budget).to_dict("records")
