"""Averages over days with fraud: "on the others there is nothing to find"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return out | {"precision_at_k": report.loc[report["frauds"] > 0, "precision"].mean()}
