"""Turns an AUC below one half: "then the sign is wrong"."""
_score = roc_auc_score
def roc_auc_score(outcome, predicted):
    return max(_score(outcome, predicted), 1 - _score(outcome, predicted))
