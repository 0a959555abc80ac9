"""Trains on a draw of nine rows in ten, without a seed: "a random sample is a fair one"."""
_agreed = _pipeline
def _pipeline(params):
    model = _agreed(params)
    def fit_a_sample(rows, labels):
        del model.fit
        some = rows.sample(frac=0.9)
        return model.fit(some, labels[some.index])
    model.fit = fit_a_sample
    return model
