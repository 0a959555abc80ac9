"""Wants at least one band: "an empty plan is a mistake"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    bands["band"].iloc[0]
    return _plan(bands, within_eur, months)
