"""Refuses a key it has seen: "already processed"."""
class _Keys(_Keys):
    def begin(self, key, record):
        state, kept = super().begin(key, record)
        return ("in progress", None) if state == "done" else (state, kept)
