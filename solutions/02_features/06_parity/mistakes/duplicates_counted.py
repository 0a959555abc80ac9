"""Counts every call of absorb: "a record is a payment"."""
class OnlineVelocity(OnlineVelocity):
    _calls = 0
    def absorb(self, event):
        self._calls += 1
        super().absorb(event | {"transaction_id": (event["transaction_id"], self._calls)})
