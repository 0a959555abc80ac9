"""A small book of card payments with every situation that a training label can be in, at one moment `as_of`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

PER_CASE = 7
"""Rows planted of each case."""

TEN_DAYS = pd.Timedelta("10D")
"""Some frauds are heard of exactly so long after the payment."""

MICROSECOND, HOUR, DAY = pd.Timedelta("1us"), pd.Timedelta("1h"), pd.Timedelta("1D")


@dataclass(frozen=True)
class DisputeBook:
    """Payments, what was decided about them and what was heard of them; all times are datetime64[us, UTC].

    `transactions` has transaction_id, event_time, amount_eur and an index that is not sorted; `decisions` has
    transaction_id, decided_at, action, source, propensity; `reports` has transaction_id, kind, reported_at,
    available_at. `case` names, by transaction_id, what a payment was planted for.
    """

    transactions: pd.DataFrame
    decisions: pd.DataFrame
    reports: pd.DataFrame
    as_of: pd.Timestamp
    maturity: pd.Timedelta
    case: dict[str, str]


def dispute_book(seed: int, maturity: pd.Timedelta) -> DisputeBook:
    """Every case of `_Planting`, `PER_CASE` times, and lines on others' payments; same seed and maturity, same book.

    Args:
        seed: what the times, amounts and ids are drawn from.
        maturity: at least 20 days; the cases lie on both sides of it.
    """
    planting = _Planting(np.random.default_rng([seed, 27]), maturity)
    for _ in range(PER_CASE):
        planting.plain()
        planting.around_as_of()
        planting.never_seen()
        planting.around_maturity()
        planting.disputed()
    return planting.book()


def twins(transaction_id: str) -> list[str]:
    """Ids of others' payments that become this one once they are stripped, folded or cut to the number."""
    return [transaction_id.lower(), f" {transaction_id}", f"{transaction_id} ", f"X{transaction_id[1:]}"]


class _Planting:
    def __init__(self, rng: np.random.Generator, maturity: pd.Timedelta) -> None:
        self.rng, self.maturity = rng, maturity
        start = pd.Timestamp("2025-03-01 06:00", tz="UTC")
        self.as_of = (start + rng.uniform(0, 200) * DAY).floor("us")
        self.rows: list[tuple[str, pd.Timestamp, float]] = []
        self.decided: list[tuple[str, pd.Timestamp, str, str, float]] = []
        self.heard: list[tuple[str, str, pd.Timestamp, pd.Timestamp]] = []
        self.case: dict[str, str] = {}
        self.numbers = rng.permutation(90_000) + 10_000

    # --- the cases ---

    def plain(self) -> None:
        for _ in range(4):
            self.add("honest", self.old())
            self.add("honest_young", self.young())
        self.fraud("fraud", self.old(), hours=(30, 400))
        self.fraud("fraud", self.old(), hours=(30, 400))
        self.fraud("fraud_young", self.young(), hours=(1, 4))
        self.add("card_check", self.old(), amount=0.0)
        self.add("explored", self.old(), propensity=self.share())
        self.add("explored", self.old(), propensity=0.002)
        self.fraud("explored_fraud", self.old(), hours=(30, 400), propensity=self.share())

    def around_as_of(self) -> None:
        one = self.add("report_tomorrow", self.old())
        self.report(one, "fraud", self.after(1), self.after(2))
        one = self.add("report_in_the_post", self.old())
        self.report(one, "fraud", self.before(2), self.after(1))
        one = self.add("report_just_then", self.old())
        self.report(one, "fraud", self.before(1), self.as_of)
        one = self.add("report_just_then", self.old())
        self.report(one, "fraud", self.as_of, self.as_of)
        one = self.add("report_just_after", self.old())
        self.report(one, "fraud", self.before(1), self.as_of + MICROSECOND)
        one = self.fraud("reversed_tomorrow", self.old(), hours=(30, 400))
        self.report(one, "reversed", self.after(1), self.after(2))
        one = self.fraud("reversal_in_the_post", self.old(), hours=(30, 400))
        self.report(one, "reversed", self.before(0.2), self.after(1))
        one = self.add("decided_tomorrow", self.before(0.5), action="review")
        self.decide(one, self.after(1), "approve", "analyst")
        one = self.add("declined_tomorrow", self.before(0.5), action="review")
        self.decide(one, self.after(1), "decline", "analyst")
        one = self.add("approved_just_then", self.before(0.5), action="review")
        self.decide(one, self.as_of, "approve", "analyst")
        one = self.add("declined_just_then", self.before(0.5), action="review")
        self.decide(one, self.as_of, "decline", "analyst")
        self.add("paid_tomorrow", self.after(3))

    def never_seen(self) -> None:
        self.add("declined", self.old(), action="decline", propensity=0.0)
        self.add("declined_explorable", self.old(), action="decline", propensity=self.share())
        self.add("declined_young", self.young(), action="decline", propensity=0.0)
        self.fraud("declined_confirmed", self.old(), hours=(1, 30), action="decline", propensity=0.0)
        self.add("fallback", self.old(), source="fallback")
        self.add("fallback_young", self.young(), source="fallback")
        self.fraud("fallback_fraud", self.old(), hours=(30, 400), source="fallback")
        self.add("fallback_declined", self.old(), source="fallback", action="decline", propensity=0.0)
        moment = self.old()
        one = self.add("review_approved", moment, action="review", propensity=0.01)
        self.decide(one, self.later(moment, 2, 20), "approve", "analyst", self.share())
        moment = self.old()
        one = self.add("review_declined", moment, action="review")
        self.decide(one, self.later(moment, 2, 20), "decline", "analyst")
        moment = self.old()
        one = self.add("step_up_passed", moment, action="step_up", propensity=0.5)
        self.decide(one, moment + pd.Timedelta("40s"), "approve", "model", self.share())
        moment = self.old()
        one = self.add("fallback_review_approved", moment, action="review", source="fallback")
        self.decide(one, self.later(moment, 2, 20), "approve", "analyst")
        moment = self.old()
        one = self.add("review_ended_by_fallback", moment, action="review")
        self.decide(one, self.later(moment, 2, 20), "approve", "fallback")
        for halt in ("review", "step_up"):
            moment = self.old()
            one = self.add("pulled_back", moment)
            self.decide(one, self.later(moment, 0.1, 2), halt, "analyst")
        moment = self.old()
        for twin in twins(self.add("twins_declined", moment)):
            self.decide(twin, self.later(moment, 2, 20), "decline", "analyst", 0.0)
        self.add("step_up_abandoned", self.old(), action="step_up")
        self.add("fallback_step_up_abandoned", self.old(), action="step_up", source="fallback")
        self.fraud("review_open_fraud", self.old(), hours=(30, 400), action="review")
        self.add("no_decision", self.old(), action=None)

    def around_maturity(self) -> None:
        limit = self.as_of - self.maturity
        self.add("just_mature", limit)
        self.fraud("just_mature_fraud", limit, hours=(30, 300))
        self.add("just_immature", limit + MICROSECOND)
        self.fraud("just_immature_fraud", limit + MICROSECOND, hours=(30, 300))
        self.add("hours_short", limit + self.rng.uniform(0.5, 2.5) * HOUR)
        self.add("hours_over", limit - self.rng.uniform(0.5, 2.5) * HOUR)
        moment = limit - self.rng.uniform(0.5, 1.5) * HOUR
        one = self.add("mature_but_decided_late", moment, action="review")
        self.decide(one, self.later(moment, 2, 20), "approve", "analyst")

    def disputed(self) -> None:
        # heard of only after the maturity: known all the same
        moment = self.as_of - self.maturity - self.rng.uniform(40, 150) * DAY
        one = self.add("fraud_reported_late", moment)
        said = moment + self.maturity + self.rng.uniform(2, 20) * DAY
        self.report(one, "fraud", said, said + self.rng.uniform(3, 60) * HOUR)
        one = self.fraud("reversed", self.old(), hours=(30, 200))
        self.report(one, "reversed", self.before(3), self.before(2))
        one = self.fraud("reversed", self.old(), hours=(30, 200))
        self.report(one, "fraud", self.before(6), self.before(5))
        self.report(one, "reversed", self.before(3), self.before(2))
        one = self.fraud("reopened", self.old(), hours=(30, 200))
        self.report(one, "reversed", self.before(6), self.before(5))
        self.report(one, "fraud", self.before(4), self.before(3))
        # the reversal was received before the dispute that it takes back
        one = self.add("reopened", moment := self.old())
        self.report(one, "fraud", moment + DAY, moment + 20 * DAY)
        self.report(one, "reversed", moment + 3 * DAY, moment + 4 * DAY)
        self.report(one, "fraud", moment + 25 * DAY, moment + 26 * DAY)
        one = self.add("crossed_in_the_post", self.old())
        self.report(one, "fraud", self.before(9), self.before(2))
        self.report(one, "reversed", self.before(7), self.before(5))
        one = self.add("reversed_alone", self.old())
        self.report(one, "fraud", self.before(9), self.after(1))
        self.report(one, "reversed", self.before(7), self.before(5))
        one = self.add("service", self.old())
        self.report(one, "service", self.before(9), self.before(8))
        one = self.fraud("fraud_and_service", self.old(), hours=(30, 200))
        self.report(one, "service", self.before(4), self.before(3))
        one = self.fraud("reversed_and_service", self.old(), hours=(30, 200))
        self.report(one, "reversed", self.before(6), self.before(5))
        self.report(one, "service", self.before(4), self.before(3))
        one = self.fraud("fraud_twice", self.old(), hours=(30, 200))
        self.report(one, "fraud", self.before(4), self.before(3))
        for _ in range(2):  # the second report was received first
            one = self.add("fraud_twice", moment := self.old())
            self.report(one, "fraud", moment + DAY, moment + 20 * DAY)
            self.report(one, "fraud", moment + 2 * DAY, moment + 5 * DAY)
        for twin in twins(self.add("twins_reported", self.old())):
            self.report(twin, "fraud", self.before(3), self.before(2))
        one = self.add("fraud_on_the_tenth_day", moment := self.old())
        self.report(one, "fraud", moment + 9 * DAY, moment + TEN_DAYS)

    # --- how a row comes about ---

    def old(self) -> pd.Timestamp:
        return (self.as_of - self.maturity - self.rng.uniform(20, 160) * DAY).floor("us")

    def young(self) -> pd.Timestamp:
        return (self.as_of - self.rng.uniform(0.1, 0.85) * self.maturity).floor("us")

    def before(self, days: float) -> pd.Timestamp:
        """Around so many days before `as_of`; whole numbers stay in order."""
        return (self.as_of - (days + self.rng.uniform(-0.4, 0.4) * min(days, 1)) * DAY).floor("us")

    def after(self, days: float) -> pd.Timestamp:
        return (self.as_of + (days + self.rng.uniform(-0.4, 0.4)) * DAY).floor("us")

    def later(self, moment: pd.Timestamp, low: float, high: float) -> pd.Timestamp:
        return (moment + self.rng.uniform(low, high) * HOUR).floor("us")

    def share(self) -> float:
        return round(float(self.rng.uniform(0.02, 0.2)), 3)

    def id(self) -> str:
        return f"{self.numbers[len(self.rows) + len(self.heard)]}"

    def add(
        self,
        case: str,
        moment: pd.Timestamp,
        *,
        action: str | None = "approve",
        source: str = "model",
        propensity: float = 1.0,
        amount: float | None = None,
    ) -> str:
        name = "T" + self.id()
        moment = moment.floor("us")
        drawn = round(float(self.rng.lognormal(3.4, 1.1)), 2)
        self.rows.append((name, moment, drawn if amount is None else amount))
        self.case[name] = case
        if action is not None:
            self.decide(name, moment + pd.Timedelta("180ms"), action, source, propensity)
        return name

    def fraud(
        self,
        case: str,
        moment: pd.Timestamp,
        *,
        hours: tuple[float, float],
        action: str = "approve",
        source: str = "model",
        propensity: float = 1.0,
    ) -> str:
        name = self.add(case, moment, action=action, source=source, propensity=propensity)
        said = self.later(moment, *hours)
        self.report(name, "fraud", said, self.later(said, 1, 40))
        return name

    def decide(self, name: str, moment: pd.Timestamp, action: str, source: str, propensity: float = 1.0) -> None:
        self.decided.append((name, moment.floor("us"), action, source, propensity))

    def report(self, name: str, kind: str, said: pd.Timestamp, received: pd.Timestamp) -> None:
        self.heard.append((name, kind, said.floor("us"), received.floor("us")))

    def book(self) -> DisputeBook:
        transactions = self.table(self.rows, ["transaction_id", "event_time", "amount_eur"])
        transactions.index = pd.Index(self.rng.permutation(5 * len(transactions))[: len(transactions)])
        return DisputeBook(
            transactions,
            self.table(self.decided, ["transaction_id", "decided_at", "action", "source", "propensity"]),
            self.table(self.heard, ["transaction_id", "kind", "reported_at", "available_at"]),
            self.as_of,
            self.maturity,
            self.case,
        )

    def table(self, rows: Sequence[tuple[object, ...]], names: list[str]) -> pd.DataFrame:
        made = pd.DataFrame(rows, columns=names)
        made = made.take(self.rng.permutation(len(made))).reset_index(drop=True)
        times = {name: "datetime64[us, UTC]" for name in names if name.endswith(("_at", "_time"))}
        return made.astype(times)
