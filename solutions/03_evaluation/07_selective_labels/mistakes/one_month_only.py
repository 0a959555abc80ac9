"""Divides by one month: "declined is declined"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    return found.assign(propensity=found["propensity"] * months)
