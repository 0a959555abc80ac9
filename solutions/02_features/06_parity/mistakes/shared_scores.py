"""Makes the dict of answers in the class body: "that is where attributes are declared"."""
class OnlineVelocity(OnlineVelocity):
    _given = {}
    def __init__(self, lateness):
        super().__init__(lateness)
        self._scores = self._given
    def _forget(self, now):
        while self._old_scores and self._old_scores[0][0] < now - self._lateness:
            self._scores.pop(heapq.heappop(self._old_scores)[1], None)
        super()._forget(now)
