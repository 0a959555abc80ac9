"""Knows a payment by card, time and amount: "ids are unreliable"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        super().absorb(event | {"transaction_id": (event["event_time"], event["amount_eur"])})
