"""Knows repeats for a day: "retries come within seconds"."""
class OnlineVelocity(OnlineVelocity):
    def __init__(self, lateness):
        super().__init__(lateness)
        self._first = {}
    def absorb(self, event):
        number, now = event["transaction_id"], event["available_at"]
        self._first = {key: at for key, at in self._first.items() if now - at <= timedelta(days=1)}
        repeated = number in self._first
        self._first.setdefault(number, now)
        if not repeated:
            super().absorb(event | {"transaction_id": (number, now)})
