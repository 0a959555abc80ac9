"""Drops a card's old records when the card is used again: "each cleans up after itself"."""
class OnlineVelocity(OnlineVelocity):
    def _forget(self, now):
        pass
    def absorb(self, event):
        own = self._records.get(event["card_id"], {})
        last = event["available_at"] - self._lateness - max(WINDOWS.values())
        for number in [number for number, record in own.items() if record[0] < last]:
            del own[number]
        super().absorb(event)
