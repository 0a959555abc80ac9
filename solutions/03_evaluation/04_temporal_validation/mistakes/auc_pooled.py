"""Puts all predictions into one ranking: "cross_val_predict, then the score"."""
def compare(calls, model, seed):
    outcome, year = calls["subscribed"].to_numpy(), calls["contact_year"].to_numpy()
    folds = _folds(len(calls), seed)
    aucs = []
    for fold in folds:
        rest = np.setdiff1d(np.arange(len(calls)), fold)
        aucs.append(model.fit_predict(rest, fold))
    before, later = np.flatnonzero(year == 2008), np.flatnonzero(year > 2008)
    predicted = model.fit_predict(before, later)
    return {
        "random_auc": float(roc_auc_score(outcome[np.concatenate(folds)], np.concatenate(aucs))),
        "later_auc": float(roc_auc_score(outcome[later], predicted)),
        "later_predicted": float(np.mean(predicted)),
        "later_observed": float(outcome[later].mean()),
    }
