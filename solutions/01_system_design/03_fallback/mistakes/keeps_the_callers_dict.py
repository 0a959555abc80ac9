"""Keeps a shallow copy: "dict(event) is a copy"."""
class Decider(Decider):
    def decide(self, event):
        kept = self._seen.get(event["event_id"])
        if kept is None:
            kept = dict(event), self._fresh(event)
            self._seen[event["event_id"]] = kept
        elif kept[0] != event:
            raise Conflict(event["event_id"])
        return kept[1]
