"""Cuts the number off: "an integer"."""
_plan = exploration_budget
def exploration_budget(bands, within_eur, months):
    found = _plan(bands, within_eur, months)
    approvals = np.maximum(np.floor((Z * bands["sd_eur"].to_numpy() / within_eur) ** 2), LEAST)
    there = bands["declined"].to_numpy() * months
    ok = approvals <= there
    with np.errstate(divide="ignore", invalid="ignore"):
        return found.assign(approvals=approvals.astype("int64"), propensity=np.where(ok, approvals / there, np.nan), cost_eur=np.where(ok, -approvals * bands["expected_eur"].to_numpy(), np.nan))
