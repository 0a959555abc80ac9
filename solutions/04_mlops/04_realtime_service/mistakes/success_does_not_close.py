"""Wants two good trials, each after a cool-down: "once may be luck"."""
class _Breaker(_Breaker):
    good = 0
    def leave(self, entry, *, failed, now_ms):
        self.good = self.good + 1 if entry == "trial" and not failed else 0
        super().leave(entry, failed=failed or self.good == 1, now_ms=now_ms)
