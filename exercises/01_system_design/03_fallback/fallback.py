"""Decide on payments when the model does not answer (system_design/fallback)."""

import copy
from collections import deque
from dataclasses import dataclass
from typing import Any

ACTIONS = ("approve", "step_up", "review", "decline")
REASONS = ("timeout", "error", "bad_score", "stale", "unhealthy")


@dataclass(frozen=True)
class Decision:
    """What happens to a payment, and who said so.

    Args:
        action: one of `ACTIONS`.
        source: "model" or "fallback".
        reason: one of `REASONS` in a fallback, else None.
        model_version: of the reply that decided, None in a fallback.
    """

    action: str
    source: str
    reason: str | None
    model_version: str | None


class Conflict(Exception):
    """An id that came before, with another payload."""


class Decider:
    """Decides on payments one after the other, by the model as long as it is sound, else by the rules.

    Args:
        model: `submit(event)` returns at once a handle, whose `result(timeout_ms)` waits for the reply.
        rules: `decide(event)` returns `action`, `rule` and `cap_eur`.
        clock: `now_ms()`, whole milliseconds.
        budget_ms: from the arrival of a payment to the model's reply.
        bands: `step_up_from`, `review_from`, `decline_from` (float), none below the one before.
        health: `window`, `min_good`, `cool_down_ms`, `max_age_ms` (int), as in the brief.
    """

    def __init__(
        self, model: Any, rules: Any, clock: Any, budget_ms: int, bands: dict[str, float], health: dict[str, int]
    ) -> None:
        raise NotImplementedError("write __init__: the brief is in README.md")

    def decide(self, event: dict[str, Any]) -> Decision:
        """The decision on a payment; the same again for the same payload.

        Args:
            event: `event_id` (str), `amount_eur` (float), `features_at_ms` (int or None), `features` (a dict of
                floats) and further fields, as in the brief.

        Raises:
            Conflict: the id came before, with another payload.
        """
        raise NotImplementedError("write decide: the brief is in README.md")
