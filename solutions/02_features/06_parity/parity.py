"""Two paths, one feature (features/parity)."""

import heapq
from datetime import timedelta

WINDOWS = {"1h": timedelta(hours=1), "24h": timedelta(hours=24), "7d": timedelta(days=7)}


class OnlineVelocity:
    """The velocity features of features/velocity, event by event, with state that stays bounded.

    Calls come in the order of a clock that never goes back: `scored_at` and `available_at`.

    Args:
        lateness: no call about a transaction comes more than this after its `event_time`.
    """

    def __init__(self, lateness: timedelta) -> None:
        # solution: begin
        self._lateness = lateness
        self._records = {}  # of each card: transaction_id -> (event_time, merchant_id, amount_eur)
        self._scores = {}  # transaction_id -> the score that was given
        self._old_records, self._old_scores = [], []  # heaps by event_time: what goes first
        # solution: end

    def score(self, event: dict) -> dict:
        """The nine features of an event's card, as known at `scored_at`; the same again for a retried request.

        Args:
            event: `transaction_id`, `card_id`, `merchant_id` (int), `event_time`, `scored_at` (datetime, UTC) and
                `amount_eur` (float).

        Returns:
            `count_*`, `sum_*` (EUR) and `merchants_*` for each window of `WINDOWS`.
        """
        # solution: begin
        self._forget(event["scored_at"])
        number, t = event["transaction_id"], event["event_time"]
        if number not in self._scores:
            own = self._records.get(event["card_id"], {}).values()
            score = {}
            for name, window in WINDOWS.items():
                inside = [record for record in own if t - window <= record[0] < t]
                score[f"count_{name}"] = len(inside)
                score[f"sum_{name}"] = sum(eur for _, _, eur in inside)
                score[f"merchants_{name}"] = len({merchant for _, merchant, _ in inside})
            self._scores[number] = score
            heapq.heappush(self._old_scores, (t, number))
        return dict(self._scores[number])
        # solution: end

    def absorb(self, event: dict) -> None:
        """Take in a record that can be read from now on.

        Args:
            event: `transaction_id`, `card_id`, `merchant_id` (int), `event_time`, `available_at` (datetime, UTC) and
                `amount_eur` (float).
        """
        # solution: begin
        self._forget(event["available_at"])
        number, card, t = event["transaction_id"], event["card_id"], event["event_time"]
        own = self._records.setdefault(card, {})
        if number not in own:
            own[number] = (t, event["merchant_id"], event["amount_eur"])
            heapq.heappush(self._old_records, (t, card, number))

    def _forget(self, now):
        """Drop what no call can need any more: the latest is about `now - lateness`, its window begins 7 days before."""
        while self._old_scores and self._old_scores[0][0] < now - self._lateness:
            del self._scores[heapq.heappop(self._old_scores)[1]]
        while self._old_records and self._old_records[0][0] < now - self._lateness - max(WINDOWS.values()):
            _, card, number = heapq.heappop(self._old_records)
            del self._records[card][number]
            if not self._records[card]:
                del self._records[card]
        # solution: end
