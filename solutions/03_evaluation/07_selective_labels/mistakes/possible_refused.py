"""Wants more than there are: "strictly fewer"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    return found.assign(propensity=found["propensity"].where(found["propensity"] < 1), cost_eur=found["cost_eur"].where(found["propensity"] < 1))
