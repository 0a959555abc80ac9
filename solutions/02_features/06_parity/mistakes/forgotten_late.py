"""Cleans up once a week: "a sweep is expensive"."""
class OnlineVelocity(OnlineVelocity):
    _swept = None
    def _forget(self, now):
        if self._swept is None or now - self._swept >= timedelta(days=7):
            self._swept = now
            super()._forget(now)
