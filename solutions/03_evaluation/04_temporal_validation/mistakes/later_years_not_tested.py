"""Tests on 2009 only: "2010 is not over"."""
def compare(calls, model, seed):
    outcome, year = calls["subscribed"].to_numpy(), calls["contact_year"].to_numpy()
    aucs = []
    for fold in _folds(len(calls), seed):
        rest = np.setdiff1d(np.arange(len(calls)), fold)
        aucs.append(roc_auc_score(outcome[fold], model.fit_predict(rest, fold)))
    before, later = np.flatnonzero(year == 2008), np.flatnonzero(year == 2009)
    predicted = model.fit_predict(before, later)
    return {
        "random_auc": float(np.mean(aucs)),
        "later_auc": float(roc_auc_score(outcome[later], predicted)),
        "later_predicted": float(np.mean(predicted)),
        "later_observed": float(outcome[later].mean()),
    }
