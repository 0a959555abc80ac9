"""Puts the newest day first: "that is what people want to see"."""
_report = daily_report
def daily_report(payments, known, days, k):
    return _report(payments, known, days, k)[::-1]
