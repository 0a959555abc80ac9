"""Groups the payments by day: "those are the days"."""
_report = daily_report
def daily_report(payments, known, days, k):
    out = _report(payments, known, days, k)
    return out[out["cards"] > 0].reset_index(drop=True)
