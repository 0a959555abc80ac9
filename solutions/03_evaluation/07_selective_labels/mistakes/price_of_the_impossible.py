"""Caps the propensity at 1: "then we approve them all"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    return found.assign(propensity=found["propensity"].fillna(1.0), cost_eur=-found["approvals"].to_numpy() * bands["expected_eur"].to_numpy())
