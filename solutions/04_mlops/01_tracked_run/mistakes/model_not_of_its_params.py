"""Logs the parameters and builds the model without them: "these are the defaults"."""
_agreed = _pipeline
def _pipeline(params):
    return _agreed(params | {"C": 1.0})
