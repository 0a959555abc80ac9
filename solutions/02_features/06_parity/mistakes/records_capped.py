"""Looks at a card's last 40 records: "no card has more"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        card, every = event["card_id"], self._records
        self._records = {card: dict(list(every.get(card, {}).items())[-40:])}
        self._forget = lambda now: None
        score = super().score(event)
        self._records = every
        del self._forget
        self._forget(event["scored_at"])
        return score
