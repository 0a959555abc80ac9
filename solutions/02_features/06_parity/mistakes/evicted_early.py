"""Keeps seven days: "that is the longest window"."""
class OnlineVelocity(OnlineVelocity):
    def __init__(self, lateness):
        super().__init__(timedelta(0))
    def _forget(self, now):
        super()._forget(now)
