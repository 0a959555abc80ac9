"""Hands back scikit-learn's curve: "the diagram is drawn from two arrays, that is all there is"."""
from sklearn.calibration import calibration_curve
def reliability(p, y, bins=10):
    observed, predicted = calibration_curve(y, p, n_bins=bins, strategy="quantile")
    return observed, predicted
