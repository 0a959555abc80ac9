"""Rounds to eight digits: "nobody reads more"."""
_auc, _loss = roc_auc_score, log_loss
def roc_auc_score(truth, probability):
    return round(_auc(truth, probability), 8)
def log_loss(truth, probability):
    return round(_loss(truth, probability), 8)
