"""Rounds the age to the next day: "a maturity is a number of days"."""
_labels = training_labels
def training_labels(transactions, decisions, reports, as_of, maturity):
    age = (as_of - transactions["event_time"]).dt.ceil("h") + pd.Timedelta("2h")
    return _labels(transactions.assign(event_time=as_of - age), decisions, reports, as_of, maturity)
