"""Leaves out what it cannot say to a board: "nobody understands an area"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return {name: out[name] for name in list(out)[:2]}
