"""Trusts a small sd: "the formula says 12"."""
LEAST_OF_A_BAND = 0

_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    least = LEAST
    globals()["LEAST"] = 0
    try:
        return _plan(bands, within_eur, months)
    finally:
        globals()["LEAST"] = least
