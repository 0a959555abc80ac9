"""Takes only what is newer than the card's newest: "the stream is in order"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        own = self._records.get(event["card_id"], {}).values()
        if all(event["event_time"] >= record[0] for record in own):
            super().absorb(event)
