"""Gives out the dict that it keeps: "nobody writes into an answer"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        super().score(event)
        return self._scores[event["transaction_id"]]
