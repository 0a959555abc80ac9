"""Reports on every row there is: "the more rows, the tighter the band"."""
_report = portfolio_report
def portfolio_report(loans, bins=10, draws=500, seed=0):
    return _report(loans.assign(sample="through_the_door"), bins, draws, seed)
