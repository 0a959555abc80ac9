"""Gives the timeout in seconds: "as every Python library"."""
class _Seconds:
    def __init__(self, model):
        self.model = model
    def score(self, event, timeout_ms):
        return self.model.score(event, timeout_ms / 1000)
class _Desk(_Desk):
    def __init__(self, model, *others):
        super().__init__(_Seconds(model), *others)
