"""Leaves out what cannot be done: "not a plan"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    return _plan(bands, within_eur, months).dropna()
