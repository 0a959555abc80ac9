"""Counts the fraud of all cards: "fraud is fraud"."""
_report = daily_report
def daily_report(payments, known, days, k):
    every, told = _report(payments, known[:0], days, k), ["cards", "frauds", "fraud_eur"]
    return _report(payments, known, days, k).assign(**{name: every[name] for name in told})
