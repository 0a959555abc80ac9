"""Counts an event as soon as it is scored: "I have seen it, so I know it"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        score = super().score(event)
        super().absorb(event | {"available_at": event["scored_at"]})
        return score
