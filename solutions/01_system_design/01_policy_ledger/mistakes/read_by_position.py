"""Unpacks in the order of the brief: "seven numbers, seven names"."""
_costs0 = _costs
def _costs(queue, done, economics):
    names = ["borne_share", "recovered_share", "analyst_recall", "step_up_stops", "step_up_abandons", "friction_eur", "review_eur"]
    return _costs0(queue, done, dict(zip(names, economics.values(), strict=True)))
