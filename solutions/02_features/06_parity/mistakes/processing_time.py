"""Takes the clock of the call for the time of the event: "now is now"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        return super().score(event | {"event_time": event["scored_at"]})
    def absorb(self, event):
        super().absorb(event | {"event_time": event["available_at"]})
