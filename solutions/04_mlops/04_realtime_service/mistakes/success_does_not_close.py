"""Wants two good trials, each after a cool-down: "once may be luck"."""
class _Breaker(_Breaker):
    good = 0
    def leave(self, ticket, *, failed, now_ms):
        trial = self.trial and ticket == self.changes
        self.good = self.good + 1 if trial and not failed else 0
        super().leave(ticket, failed=failed or self.good == 1, now_ms=now_ms)
