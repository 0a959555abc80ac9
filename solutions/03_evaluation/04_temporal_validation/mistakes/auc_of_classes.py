"""Decides first: "a prediction is yes or no"."""
_score = roc_auc_score
def roc_auc_score(outcome, predicted):
    return _score(outcome, predicted >= 0.5)
