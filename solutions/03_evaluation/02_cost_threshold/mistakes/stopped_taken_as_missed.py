"""Multiplies by the share at hand: "stops 80 %, so 80 % of the loss"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    turned = {name: 1 - economics[name] for name in ("document_stops", "review_stops")}
    return _expected_cost(p, actions, economics | turned)
