"""Compares with the last month only: "who comes back later has new data anyway"."""
_weigh = _evidence
def _evidence(rows, names, left, right):
    day = ((rows["applied_at"] - rows["applied_at"].min()) / pd.Timedelta("1D")).to_numpy()
    return _weigh(rows, names, left, right) - 30.0 * (abs(day[left] - day[right]) > 31)
