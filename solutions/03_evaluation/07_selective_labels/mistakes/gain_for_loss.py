"""Gives the expected profit: "expected is expected"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    return found.assign(cost_eur=-found["cost_eur"])
