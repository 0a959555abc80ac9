"""Plots each group at the middle of its range: "the bin is centred there"."""
_reliability = reliability
def reliability(p, y, bins=10):
    table, ranked = _reliability(p, y, bins), np.sort(p)
    ends = table["n"].cumsum().to_numpy()
    starts = ends - table["n"].to_numpy()
    return table.assign(mean_predicted=(ranked[starts] + ranked[ends - 1]) / 2)
