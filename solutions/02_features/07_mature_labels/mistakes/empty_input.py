"""Looks at the first report to learn the time zone: "there is always one"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    zone = reports["available_at"].iloc[0].tzinfo
    return _labels(transactions, decisions, reports, as_of.tz_convert(zone), maturity)
