"""Forgets what has reached its age: "seven days and lateness are over"."""
class OnlineVelocity(OnlineVelocity):
    def _forget(self, now):
        super()._forget(now)
        while self._old_records and self._old_records[0][0] <= now - self._lateness - max(WINDOWS.values()):
            _, card, number = heapq.heappop(self._old_records)
            del self._records[card][number]
