"""Gives None where nothing counts: "nothing is not zero"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        return {name: value or None for name, value in super().score(event).items()}
