"""Balances the calibration fold like the training fold: "calibrate under the conditions the model was trained in"."""
_calibrate = calibrate
def calibrate(scored, new_scores):
    held_out = scored[scored["fold"] == "calibration"]
    bad = held_out[held_out["defaulted"]]
    good = held_out[~held_out["defaulted"]].sample(len(bad), random_state=0)
    return _calibrate(pd.concat([bad, good]), new_scores)
