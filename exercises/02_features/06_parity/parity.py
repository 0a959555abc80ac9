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
        raise NotImplementedError("write __init__: the brief is in README.md")

    def score(self, event: dict) -> dict:
        """The nine features of an event's card, as known at `scored_at`; the same again for a retried request.

        Args:
            event: `transaction_id`, `card_id`, `merchant_id` (int), `event_time`, `scored_at` (datetime, UTC) and
                `amount_eur` (float).

        Returns:
            `count_*`, `sum_*` (EUR) and `merchants_*` for each window of `WINDOWS`.
        """
        raise NotImplementedError("write score: the brief is in README.md")

    def absorb(self, event: dict) -> None:
        """Take in a record that can be read from now on.

        Args:
            event: `transaction_id`, `card_id`, `merchant_id` (int), `event_time`, `available_at` (datetime, UTC) and
                `amount_eur` (float).
        """
        raise NotImplementedError("write absorb: the brief is in README.md")
