"""Says 0 where there was no fraud: "nothing was found"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return {name: 0.0 if np.isnan(value) else value for name, value in out.items()}
