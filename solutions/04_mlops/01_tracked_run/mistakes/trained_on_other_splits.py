"""Fits on train and validation together: "validation is only needed for tuning"."""
_agreed, _log = _pipeline, train_and_log
def train_and_log(**kwargs):
    global _pipeline
    both = pd.concat([kwargs["splits"]["train"], kwargs["splits"]["validation"]])
    def _pipeline(params):
        model = _agreed(params)
        def fit_both(rows, labels):
            del model.fit
            return model.fit(both[FEATURES], both[LABEL])
        model.fit = fit_both
        return model
    return _log(**kwargs)
