"""Charges each declined applicant: "everyone turned away is business lost"."""
_expected_cost = expected_cost
def expected_cost(p, actions, economics):
    return np.where(actions == "decline", economics["turned_away_eur"], _expected_cost(p, actions, economics))
