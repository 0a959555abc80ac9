"""Never gives a connection back, and has 160 of them: "the pool is large enough"."""
class Decider(Decider):
    _used = 0
    def _ask(self, event, arrived):
        self._used += 1
        return super()._ask(event, arrived) if self._used <= 160 else (None, "error")
