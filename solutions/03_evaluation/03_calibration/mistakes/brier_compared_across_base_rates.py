"""Puts the smallest Brier score first: "less error is a better model"."""
_report = portfolio_report
def portfolio_report(loans, bins=10, draws=500, seed=0):
    return _report(loans, bins, draws, seed).sort_values("brier")
