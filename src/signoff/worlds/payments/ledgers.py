"""Weeks of card payments with what several policies would have done: planted so that one is clearly useful, or none is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from signoff.worlds.draw import Bools, Floats, Ints, stream

Actions = npt.NDArray[np.str_]

KINDS = ("useful", "steady", "null")
"""One policy saves much; or little, and the same every day; or none saves anything on average, whatever it saved here."""

DAYS, MANY = 42, 24
"""Days of a ledger, and policies that are tried in a world of the kind "null"."""

_GREY, _QUIET, _LARGE = 20, 4, 2
"""Payments of a day: those that the policies disagree about; customers with a holiday; large ones, in the evening, that the rules let
through: a policy that reviews them looks splendid until the queue of the day is full."""


@dataclass(frozen=True)
class Ledger:
    """Decisions of six weeks whose outcomes are known.

    Attributes:
        decisions: shuffled, on an index that repeats: `payment_id` (int64), `arrived_at` (UTC), `amount_eur` (float64),
            `is_fraud` (bool), `rules` and a column per policy (str).
        policies: the names of these columns, without the rules.
        economics: as in the brief of system_design/policy_ledger.
        review_capacity: reviews a day.
        right: the policy to recommend, or "rules".
        lures: policies that somebody would prefer who ranks by "accuracy", by "unlimited" reviews, or takes the "first" useful.
    """

    decisions: pd.DataFrame
    policies: list[str]
    economics: dict[str, float]
    review_capacity: int
    right: str
    lures: dict[str, str]


def ledger_of(seed: int, kind: str, number: int = 0) -> Ledger:
    """The ledger of one of `KINDS`; the same seed, kind and number give the same."""
    return _ledger(stream(seed, "payments", "ledgers", kind, number), kind)


def practice_ledger(kind: str = "useful", seed: int = 0) -> Ledger:
    """A ledger to practise on, with what a grade keeps back: `right`. No grade uses it."""
    return _ledger(stream(seed, "payments", "practice ledger", kind), kind)


def _ledger(rng: np.random.Generator, kind: str) -> Ledger:
    per_day = _GREY + _QUIET + _LARGE
    rows, place = DAYS * per_day, np.tile(np.arange(per_day), DAYS)
    day = np.repeat(np.arange(DAYS), per_day)
    grey, quiet, large = place < _GREY, (place >= _GREY) & (place < _GREY + _QUIET), place >= _GREY + _QUIET
    attacked = rng.random(DAYS)[day] < 0.5
    fraud = grey & (rng.random(rows) < np.where(attacked, 0.5 if kind == "useful" else 0.7, 0.02)) | large & (
        rng.random(rows) < 0.4
    )
    amount = np.exp(rng.normal(3.6, 0.9 if kind == "useful" else 0.4, rows))
    amount = np.where(large, rng.uniform(1_000, 4_000, rows), np.where(quiet, np.minimum(amount, 60.0), amount)).round(
        2
    )
    grey_held: Bools = grey & (rng.random(rows) < 0.5)
    rules = np.where(grey_held | quiet & (place % 2 == 0), "decline", "approve")
    lures: dict[str, str] = {}
    if kind == "null":
        actions, right = _null(rng, rules, grey, day), "rules"
    elif kind == "useful":
        actions, right, lures = _useful(rng, rules, grey, fraud, amount)
    else:
        actions, right, lures = _steady(rng, rules, grey, quiet, place, day)
    names = [f"{word}_{number}" for word, number in zip(
        rng.choice(["model", "tree", "vendor", "graph", "list"], len(actions)), rng.permutation(90)[: len(actions)] + 10, strict=True
    )]  # fmt: skip
    order = list(actions) if "first" in lures else list(rng.permutation(list(actions)))
    called = dict(zip(order, names, strict=True))
    begin = pd.Timestamp("2026-03-02", tz="UTC") + pd.Timedelta(days=int(rng.integers(0, 90)))
    seconds = day * 86_400 + np.where(
        large, rng.integers(72_000, 86_400, rows), rng.integers(0, 86_400, rows)
    )  # large ones in the evening
    columns = {
        "payment_id": rng.permutation(rows).astype(np.int64) + int(rng.integers(1, 2**52)),
        "arrived_at": (begin + pd.to_timedelta(seconds, unit="s")).as_unit("us"),
        "amount_eur": amount,
        "is_fraud": fraud,
        "rules": rules,
        **{called[one]: actions[one] for one in order},
    }
    shuffled = rng.permutation(rows)
    decisions = pd.DataFrame(columns).take(shuffled).set_axis(rng.integers(0, 50, rows))
    economics = {
        "review_eur": float(rng.uniform(3.0, 5.0)),
        "borne_share": float(rng.uniform(0.8, 0.95)),
        "recovered_share": float(rng.uniform(0.05, 0.2)),
        "analyst_recall": float(rng.uniform(0.85, 0.95)),
        "step_up_stops": float(rng.uniform(0.6, 0.8)),
        "step_up_abandons": float(rng.uniform(0.05, 0.15)),
        "friction_eur": float(rng.uniform(10.0, 14.0)),
    }
    return Ledger(
        decisions,
        names,
        economics,
        3,
        called.get(right, "rules"),
        {lure: called[one] for lure, one in lures.items()},
    )


def _null(rng: np.random.Generator, rules: Actions, grey: Bools, day: Ints) -> dict[str, Actions]:
    """Each day each policy is stricter than the rules or laxer, by lot: what it saves has no sign of its own, and days stay together."""
    actions = {}
    for one in range(MANY):
        strict, moved = (rng.random(DAYS) < 0.5)[day], grey & (rng.random(len(day)) < 0.8)
        actions[f"null {one}"] = np.where(moved, np.where(strict, "decline", "approve"), rules)
    return actions


def _useful(
    rng: np.random.Generator, rules: Actions, grey: Bools, fraud: Bools, amount: Floats
) -> tuple[dict[str, Actions], str, dict[str, str]]:
    rows, large = len(rules), amount > 30
    caught, alarmed = rng.random(rows), rng.random(rows)
    best = np.where(fraud & large & (caught < 0.97) | ~fraud & (alarmed < 0.05), "decline", "approve")
    good = np.where(fraud & large & (caught < 0.75) | ~fraud & (alarmed < 0.2), "decline", "approve")
    precise = np.where(fraud & (~large | (caught < 0.4)), "decline", "approve")
    asked = np.where(fraud | (alarmed < 0.6), "review", "approve")
    actions = {
        "good": np.where(grey, good, rules),
        "precise": np.where(grey, precise, np.where(fraud, rules, "approve")),
        "asked": np.where(grey, asked, np.where(amount >= 1_000, "review", rules)),
        "stepped": np.where(grey, np.where(fraud | (alarmed < 0.5), "step_up", "decline"), rules),
        "best": np.where(grey, best, rules),
        "same": rules.copy(),
    }
    return actions, "best", {"first": "good", "accuracy": "precise", "unlimited": "asked"}


def _steady(
    rng: np.random.Generator, rules: Actions, grey: Bools, quiet: Bools, place: Ints, day: Ints
) -> tuple[dict[str, Actions], str, dict[str, str]]:
    spared = np.where(quiet & (rng.random(len(day)) < 0.85), "approve", rules)
    strict = np.where(quiet & (place % 2 == 1), "decline", rules)
    noisy = dict(list(_null(rng, strict, grey, day).items())[:3])
    return {**noisy, "spared": spared, "same": rules.copy()}, "spared", {}
