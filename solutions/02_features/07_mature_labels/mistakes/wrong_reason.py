"""Asks for the age first: "too young is too young"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    out = _labels(transactions, decisions, reports, as_of, maturity)
    young = (out["label"].isna()) & (as_of - transactions["event_time"] < maturity)
    return out.assign(why=out["why"].mask(young, "immature"))
