"""Averages the daily rates: "like the precision"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return out | {"value_detection_rate": (report["found_eur"] / report["fraud_eur"]).mean()}
