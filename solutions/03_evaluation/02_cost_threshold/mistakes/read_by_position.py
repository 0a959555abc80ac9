"""Unpacks the values: "they always stand in the order of the brief"."""
_expected_cost, _above = expected_cost, decline_above
def expected_cost(p, actions, economics):
    names = ["mule_eur", "turned_away_eur", "document_eur", "document_stops", "document_loses", "review_eur", "review_stops", "review_loses"]
    return _expected_cost(p, actions, dict(zip(names, economics.values())))
def decline_above(amount_eur, economics):
    names = ["lost_share", "chargeback_eur", "margin_share", "goodwill_eur"]
    return _above(amount_eur, dict(zip(names, economics.values())))
