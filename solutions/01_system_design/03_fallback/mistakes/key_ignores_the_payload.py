"""Looks the id up: "an id is an id"."""
class Decider(Decider):
    def decide(self, event):
        kept = self._seen.get(event["event_id"])
        if kept is None:
            kept = None, self._fresh(event)
            self._seen[event["event_id"]] = kept
        elif False:
            pass
        return kept[1]
