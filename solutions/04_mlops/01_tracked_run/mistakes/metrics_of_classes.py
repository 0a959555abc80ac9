"""Scores what `predict` gives: "the prediction is the prediction"."""
_auc = roc_auc_score
def roc_auc_score(truth, probability):
    return _auc(truth, probability >= 0.5)
