"""Returns records: "easier to read"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    return _plan(bands, within_eur, months).to_dict("records")
