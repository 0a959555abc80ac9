"""Logs the error with its traceback: "how else would we find it"."""
class _Loud:
    def __init__(self, model):
        self.model = model
    def score(self, event, timeout_ms):
        try:
            return self.model.score(event, timeout_ms)
        except Exception:
            log.exception("the model failed")
            raise
class _Desk(_Desk):
    def __init__(self, model, *others):
        super().__init__(_Loud(model), *others)
