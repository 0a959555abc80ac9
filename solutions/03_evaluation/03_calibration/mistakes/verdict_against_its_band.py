"""Copies the flag into the report: "the verdict is the verdict"."""
_report = portfolio_report
def portfolio_report(loans, bins=10, draws=500, seed=0):
    table = _report(loans, bins, draws, seed)
    return table.assign(calibrated=table["ece"] > table["null_95"])
