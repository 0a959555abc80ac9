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
        # solution: begin
        self._model, self._rules, self._clock = model, rules, clock
        self._budget_ms, self._bands, self._health = budget_ms, bands, health
        self._seen: dict[str, tuple[dict[str, Any], Decision]] = {}
        self._calls: deque[bool] = deque(maxlen=health["window"])
        self._open_since: int | None = None
        # solution: end

    def decide(self, event: dict[str, Any]) -> Decision:
        """The decision on a payment; the same again for the same payload.

        Args:
            event: `event_id` (str), `amount_eur` (float), `features_at_ms` (int or None), `features` (a dict of
                floats) and further fields, as in the brief.

        Raises:
            Conflict: the id came before, with another payload.
        """
        # solution: begin
        kept = self._seen.get(event["event_id"])
        if kept is None:
            kept = copy.deepcopy(event), self._fresh(event)
            self._seen[event["event_id"]] = kept
        elif kept[0] != event:
            raise Conflict(event["event_id"])
        return kept[1]

    def _fresh(self, event):
        arrived = self._clock.now_ms()
        if self._is_stale(event, arrived):
            return self._fall_back(event, "stale")
        if self._is_open(arrived):
            return self._fall_back(event, "unhealthy")
        reply, reason = self._ask(event, arrived)
        self._note(reason is None, self._clock.now_ms())
        if reason is not None:
            return self._fall_back(event, reason)
        return Decision(self._band(reply["score"]), "model", None, reply["version"])

    def _is_stale(self, event, arrived):
        stamp = event["features_at_ms"]
        return stamp is None or arrived - stamp > self._health["max_age_ms"]

    def _is_open(self, arrived):
        return self._open_since is not None and arrived - self._open_since < self._health["cool_down_ms"]

    def _ask(self, event, arrived):
        """The reply and None, or None and the reason why there is none that counts."""
        try:
            handle = self._model.submit(event)
            left = self._budget_ms - (self._clock.now_ms() - arrived)
            if left < 1:
                return None, "timeout"
            reply = handle.result(left)
        except TimeoutError:
            return None, "timeout"
        except Exception:
            return None, "error"
        if self._clock.now_ms() - arrived > self._budget_ms:
            return None, "timeout"
        return (reply, None) if self._is_sound(reply) else (None, "bad_score")

    def _is_sound(self, reply):
        if not isinstance(reply, dict):
            return False
        score, version = reply.get("score"), reply.get("version")
        is_number = isinstance(score, (int, float)) and not isinstance(score, bool)
        return is_number and 0 <= score <= 1 and isinstance(version, str) and version != ""

    def _note(self, good, now):
        """How a call of the model ended: what the circuit makes of it."""
        if self._open_since is not None:
            self._open_since = None if good else now
            self._calls.clear()
            return
        self._calls.append(good)
        if len(self._calls) == self._health["window"] and sum(self._calls) < self._health["min_good"]:
            self._open_since = now

    def _band(self, score):
        for action in ("decline", "review", "step_up"):
            if score >= self._bands[f"{action}_from"]:
                return action
        return "approve"

    def _fall_back(self, event, reason):
        return Decision(self._by_rules(event), "fallback", reason, None)

    def _by_rules(self, event):
        try:
            said = self._rules.decide(event)
            action, rule, cap = said["action"], said["rule"], said["cap_eur"]
        except Exception:
            return "review"
        if action not in ACTIONS:
            return "review"
        if action == "approve" and (rule is None or cap is None or event["amount_eur"] > cap):
            return "step_up"
        return action
        # solution: end
