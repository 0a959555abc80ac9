"""Counts the merchants of all events: "one payment, one merchant"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        score = super().score(event)
        return score | {f"merchants_{name}": score[f"count_{name}"] for name in WINDOWS}
