"""Takes what comes in less than lateness: "at the limit it is too late"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        if event["available_at"] - event["event_time"] < self._lateness:
            super().absorb(event)
