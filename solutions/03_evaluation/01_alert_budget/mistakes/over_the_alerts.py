"""Divides by the alerts there were: "precision is hits over alerts"."""
_report = daily_report
def daily_report(payments, known, days, k):
    out = _report(payments, known, days, k)
    return out.assign(precision=(out["found"] / out["alerts"]).fillna(0.0))
