"""Keeps the counts in eight bits: "no team looks at more than 200"."""
_report = daily_report


def daily_report(payments, known, days, k):
    return _report(payments, known, days, k).astype(dict.fromkeys(["cards", "alerts", "frauds", "found"], "uint8"))
