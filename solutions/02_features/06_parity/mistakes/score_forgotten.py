"""Keeps what it gave for a day: "retries come within seconds"."""
class OnlineVelocity(OnlineVelocity):
    def _forget(self, now):
        super()._forget(now)
        while self._old_scores and self._old_scores[0][0] < now - timedelta(days=1):
            del self._scores[heapq.heappop(self._old_scores)[1]]
