"""Lets the solver go on until it converges: "a warning is a bug"."""
_agreed = _pipeline
def _pipeline(params):
    return _agreed(params | {"max_iter": 1000})
