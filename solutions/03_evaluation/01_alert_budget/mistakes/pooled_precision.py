"""Divides all found by all alerts: "one number for the period"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return out | {"precision_at_k": report["found"].sum() / report["alerts"].sum()}
