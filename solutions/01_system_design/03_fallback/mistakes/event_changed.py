"""Notes the arrival in the event: "the ledger will want it"."""
class Decider(Decider):
    def decide(self, event):
        event["arrived_ms"] = self._clock.now_ms()
        return super().decide(event)
