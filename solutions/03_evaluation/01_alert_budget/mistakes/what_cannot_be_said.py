"""Says nothing where no money was lost: "no loss, no fraud, no curve"."""
_summary = summary


def summary(payments, known, days, k):
    out = _summary(payments, known, days, k)
    return out | ({"pr_auc": np.nan} if np.isnan(out["value_detection_rate"]) else {})
