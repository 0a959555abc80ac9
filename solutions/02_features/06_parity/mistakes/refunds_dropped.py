"""Counts no amount below zero: "a sum of payments does not fall"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        super().absorb(event | {"amount_eur": max(event["amount_eur"], 0.0)})
