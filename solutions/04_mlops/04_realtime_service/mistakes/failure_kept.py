"""Keeps the failure under its key: "idempotent is idempotent"."""
class _Keys(_Keys):
    failed = None
    def begin(self, key, record):
        state, kept = super().begin(key, record)
        return ("conflict", None) if key in (self.failed or ()) else (state, kept)
    def end(self, key, answer):
        self.failed = {*(self.failed or ()), *([key] if answer is None else [])}
        super().end(key, answer)
