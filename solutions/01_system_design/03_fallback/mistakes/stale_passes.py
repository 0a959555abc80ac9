"""Does not look at the age: "the store would raise"."""
class Decider(Decider):
    def _is_stale(self, event, arrived):
        return event["features_at_ms"] is None
