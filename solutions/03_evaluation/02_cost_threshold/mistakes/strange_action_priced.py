"""Makes the texts short and of one width: "seven letters are enough for the longest action"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return _expected_cost(p, actions.astype("U7"), economics)
