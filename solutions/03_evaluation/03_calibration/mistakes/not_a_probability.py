"""Fits a straight line to the outcomes: "the diagram asks for a line"."""
def calibrate(scored, new_scores):
    held_out = scored[scored["fold"] == "calibration"]
    return np.polyval(np.polyfit(held_out["score"], held_out["defaulted"], 1), new_scores)
