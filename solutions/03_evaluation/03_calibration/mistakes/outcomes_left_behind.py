"""Sorts the predictions and forgets the outcomes: "np.sort, then cut"."""
def reliability(p, y, bins=10):
    predicted, observed = np.array_split(np.sort(p), bins), np.array_split(y, bins)
    return pd.DataFrame({
        "n": [len(g) for g in predicted],
        "mean_predicted": [g.mean() for g in predicted],
        "observed_rate": [g.mean() for g in observed],
    })
