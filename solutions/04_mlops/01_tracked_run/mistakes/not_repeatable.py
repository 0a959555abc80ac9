"""Shuffles the rows before the fit, without a seed: "the order does not matter", up to the last digit."""
_agreed = _pipeline
def _pipeline(params):
    model = _agreed(params)
    def fit_shuffled(rows, labels):
        del model.fit
        shuffled = rows.sample(frac=1)
        return model.fit(shuffled, labels[shuffled.index])
    model.fit = fit_shuffled
    return model
