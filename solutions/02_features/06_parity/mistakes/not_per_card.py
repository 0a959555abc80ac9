"""Keeps one book for the platform: "the card is in the event"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        return super().score(event | {"card_id": 0})
    def absorb(self, event):
        super().absorb(event | {"card_id": 0})
