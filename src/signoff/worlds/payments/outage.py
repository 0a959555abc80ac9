"""An evening on which the fraud model fails, to practise on: a scripted model, rules and a clock that only waiting moves."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

FAULTS = ("late", "dead", "not a number", "out of range", "wrong type")


@dataclass
class Clock:
    """Whole milliseconds, moved by whoever waits."""

    time_ms: int = 1_000_000

    def now_ms(self) -> int:
        return self.time_ms


@dataclass
class Handle:
    """One score on its way: there from `ready_ms` on, then `reply` is given, or raised if it is an error."""

    clock: Clock
    ready_ms: int
    reply: Any

    def result(self, timeout_ms: int) -> Any:
        """The reply; TimeoutError if it is not there within `timeout_ms`."""
        if self.ready_ms > self.clock.time_ms + timeout_ms:
            self.clock.time_ms += timeout_ms
            raise TimeoutError(f"nothing after {timeout_ms} ms")
        self.clock.time_ms = max(self.clock.time_ms, self.ready_ms)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


@dataclass
class Outage:
    """What `Decider` of system_design/fallback is given: `clock`, itself as `model`, `rules`; and the `payments()` of the evening."""

    seed: int
    clock: Clock = field(default_factory=Clock)
    played: dict[str, str] = field(default_factory=dict)
    """By `event_id`, how the model answers: `sound` or one of `FAULTS`."""

    def submit(self, event: dict[str, Any]) -> Handle:
        """The model server: 2 ms to submit, some 20 ms to answer."""
        self.clock.time_ms += 2
        score = min(1.0, event["features"]["count_1h"] / 10)
        sound = {"score": score, "version": "fraud-12"}
        reply, takes_ms = {
            "late": (sound, 5_000),
            "dead": (ConnectionError("no model server"), 1),
            "not a number": (sound | {"score": float("nan")}, 20),
            "out of range": (sound | {"score": 87.0}, 20),
            "wrong type": (sound | {"score": str(score)}, 20),
        }.get(self.played[event["event_id"]], (sound, 20))
        return Handle(self.clock, self.clock.time_ms + takes_ms, reply)

    @property
    def model(self) -> "Outage":
        return self

    @property
    def rules(self) -> "Rules":
        return Rules()

    def payments(self, count: int = 200) -> Iterator[dict[str, Any]]:
        """Payments in their order; the middle third of them falls into the outage. The clock moves between them."""
        rng = np.random.default_rng(self.seed)
        for number in range(count):
            self.clock.time_ms += int(rng.integers(100, 700))
            event_id = f"pay-{number}"
            is_out = count // 3 <= number < 2 * count // 3
            self.played[event_id] = str(rng.choice(FAULTS)) if is_out and rng.random() < 0.8 else "sound"
            is_stale = bool(rng.random() < 0.05)
            yield {
                "event_id": event_id,
                "amount_eur": round(float(rng.lognormal(3.6, 1.0)) + 1, 2),
                "features_at_ms": None if is_stale else self.clock.time_ms - int(rng.integers(0, 900)),
                "merchant": f"m-{rng.integers(900)}",
                "features": {"count_1h": float(rng.integers(0, 9)), "sum_24h": round(float(rng.gamma(2, 90)), 2)},
            }


class Rules:
    """Small amounts by a rule, the rest by default."""

    def decide(self, event: dict[str, Any]) -> dict[str, Any]:
        """`action`, `rule` and `cap_eur` for a payment."""
        if event["features"]["count_1h"] < 3:
            return {"action": "approve", "rule": "quiet-card", "cap_eur": 40.0}
        return {"action": "review", "rule": None, "cap_eur": None}
