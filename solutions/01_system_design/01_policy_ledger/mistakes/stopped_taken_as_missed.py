"""Takes the share the wrong way round: "this share of the frauds costs money"."""
_costs0 = _costs
def _costs(queue, done, economics):
    return _costs0(queue, done, economics | {"step_up_stops": 1 - economics["step_up_stops"], "analyst_recall": 1 - economics["analyst_recall"]})
