"""Tells the breaker when the decision is made: "then we know how it went"."""
class _Desk(_Desk):
    def __init__(self, model, rules, clock, settings, breaker):
        super().__init__(model, rules, clock, settings, _Later(breaker))
    def decide(self, event, arrived_ms, deadline_ms):
        answer = super().decide(event, arrived_ms, deadline_ms)
        self.breaker.tell(answer, self.clock.now_ms())
        return answer
class _Later:
    def __init__(self, breaker):
        self.breaker, self.enter, self.mine = breaker, breaker.enter, threading.local()
    @property
    def opened_ms(self):
        return self.breaker.opened_ms
    def leave(self, ticket, *, failed, now_ms):
        self.mine.outcome = ticket, failed
    def tell(self, answer, now_ms):
        ticket, failed = vars(self.mine).pop("outcome", (None, None))
        if answer is not None and ticket is not None:
            self.breaker.leave(ticket, failed=failed, now_ms=now_ms)
