"""Counts time in whole milliseconds: "no payment is faster"."""
def cut(event):
    t = event["event_time"]
    return event | {"event_time": t.replace(microsecond=t.microsecond // 1000 * 1000)}
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        return super().score(cut(event))
    def absorb(self, event):
        super().absorb(cut(event))
