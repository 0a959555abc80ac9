"""An isotonic fit with its defaults: "the library knows what to do at the ends"."""
from sklearn.isotonic import IsotonicRegression
def calibrate(scored, new_scores):
    held_out = scored[scored["fold"] == "calibration"]
    return IsotonicRegression().fit(held_out["score"], held_out["defaulted"]).predict(new_scores)
