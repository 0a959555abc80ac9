"""Holds the last record only: "the state must be small"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        self._records.clear()
        self._old_records.clear()
        super().absorb(event)
