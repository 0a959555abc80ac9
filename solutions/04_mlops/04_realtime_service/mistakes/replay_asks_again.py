"""Decides a replay anew: "the newest answer is the best"."""
class _Keys(_Keys):
    def begin(self, key, record):
        state, kept = super().begin(key, record)
        return ("new", None) if state == "done" else (state, kept)
