"""Forgets to square: "n is z times sigma over d"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    approvals = np.maximum(np.ceil(Z * bands["sd_eur"].to_numpy() / within_eur * 12), LEAST)
    there = bands["declined"].to_numpy() * months
    ok = approvals <= there
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.assign(approvals=approvals.astype("int64"), propensity=np.where(ok, approvals / there, np.nan), cost_eur=np.where(ok, -approvals * bands["expected_eur"].to_numpy(), np.nan))
