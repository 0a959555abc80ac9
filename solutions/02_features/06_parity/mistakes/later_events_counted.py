"""Bounds the windows below only: "what I have been told has happened"."""
class OnlineVelocity(OnlineVelocity):
    def score(self, event):
        self._forget(event["scored_at"])
        number, t = event["transaction_id"], event["event_time"]
        if number not in self._scores:
            own = {key: one for key, one in self._records.get(event["card_id"], {}).items() if key != number}.values()
            score = {}
            for name, window in WINDOWS.items():
                inside = [record for record in own if t - window <= record[0]]
                score |= {f"count_{name}": len(inside), f"sum_{name}": sum(eur for _, _, eur in inside), f"merchants_{name}": len({m for _, m, _ in inside})}
            self._scores[number] = score
            heapq.heappush(self._old_scores, (t, number))
        return dict(self._scores[number])
