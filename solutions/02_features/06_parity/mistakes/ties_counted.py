"""Counts up to t: "it has happened by then"."""
from datetime import timedelta
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        number, moment = event["transaction_id"], timedelta(microseconds=1)
        own = self._records.get(event["card_id"], {})
        itself = own.pop(number, None)
        score = super().score(event | {"event_time": event["event_time"] + moment})
        if itself:
            own[number] = itself
        return score
