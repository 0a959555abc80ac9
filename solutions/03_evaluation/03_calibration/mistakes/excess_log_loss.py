"""Two risk bands with their default rates: "approve or decline, nobody needs more"."""
def calibrate(scored, new_scores):
    held_out = scored[scored["fold"] == "calibration"]
    rate = held_out.groupby(held_out["score"] >= 0.5)["defaulted"].mean()
    # a hair of the score keeps the order within a band
    return np.where(new_scores >= 0.5, rate[True], rate[False]) + 0.001 * new_scores
