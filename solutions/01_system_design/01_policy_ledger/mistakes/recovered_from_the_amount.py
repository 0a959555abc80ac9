"""Subtracts the shares: "eighty less thirty"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"borne_share": economics["borne_share"] - economics["recovered_share"], "recovered_share": 0.0})
