"""Writes the newest record over the one before: "an upsert is idempotent"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        super().absorb(event)
        self._records[event["card_id"]][event["transaction_id"]] = (event["event_time"], event["merchant_id"], event["amount_eur"])
