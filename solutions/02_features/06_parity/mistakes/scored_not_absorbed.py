"""Takes the record of a scored transaction for a repeat: "I have seen this id"."""
class OnlineVelocity(OnlineVelocity):
    def absorb(self, event):
        if event["transaction_id"] not in self._scores:
            super().absorb(event)
