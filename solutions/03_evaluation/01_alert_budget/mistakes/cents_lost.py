"""Keeps money in 32 bits: "a report is no ledger"."""
_report = daily_report
def daily_report(payments, known, days, k):
    return _report(payments, known, days, k).astype({"fraud_eur": "float32", "found_eur": "float32"})
