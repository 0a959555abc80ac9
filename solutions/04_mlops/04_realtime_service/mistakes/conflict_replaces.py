"""Forgets the key after a conflict: "start afresh"."""
class _Keys(_Keys):
    def begin(self, key, record):
        state, kept = super().begin(key, record)
        if state == "conflict":
            self.kept.pop(key)
        return state, kept
