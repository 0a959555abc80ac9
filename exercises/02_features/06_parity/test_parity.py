"""Graded tests of features/parity: 20 points in one chain, so that only the first thing wrong is reported.

Every situation stands on cards of its own (`SUSPECTS`), so each mistake shows at every seed and only where it belongs.
"""

from collections import defaultdict, namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from signoff.testing import diagnose, gate, points
from signoff.worlds import payments

# The sentences for the learner stay whole:
# fmt: off

SECOND = 1_000_000  # microseconds, as all times below
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
WINDOWS = {"1h": HOUR, "24h": 24 * HOUR, "7d": 7 * DAY}
FEATURES = [f"{kind}_{window}" for kind in ("count", "sum", "merchants") for window in WINDOWS]
HALF_A_CENT = 0.005
LATENESS = 3 * DAY
Call = namedtuple("Call", "is_score transaction_id card_id merchant_id event_time clock eur")

# --- the truth, slowly and obviously, from all calls at once ---


@dataclass(frozen=True)
class Rule:
    """How a score comes about: as the brief says, or in one way otherwise. `r` is a record, `s` the scoring."""

    same: Callable[[Any, Any], bool] = lambda r, s: r.card_id == s.card_id
    absorbed: Callable[[Any, Any], bool] = lambda r, s: r.clock <= s.clock
    kept: Callable[[list, Any], list] = lambda rows, s: rows
    once: Callable[[list], Any] = lambda rows: {r.transaction_id: r for r in reversed(rows)}.values()
    inside: Callable[[Any, Any, int], bool] = lambda r, s, w: s.event_time - w <= r.event_time < s.event_time
    merchants: Callable[[list], int] = lambda rows: len({r.merchant_id for r in rows})
    due: Callable[[Any, Any], Any] = lambda first, s: first
    scored_too: bool = False


def known(calls, asked, rule=None):
    """The nine features of each call in `asked`, a row each."""
    rule, of_card, first = rule or Rule(), defaultdict(list), {}
    for call in calls:  # in the order of the clock
        if call.is_score:
            first.setdefault(call.transaction_id, call)
        if not call.is_score or rule.scored_too:
            of_card[call.card_id].append(call)
    table = []
    for call in asked:
        call = rule.due(first[call.transaction_id], call)
        near = of_card[call.card_id] if rule.same is Rule.same else [r for rows in of_card.values() for r in rows if rule.same(r, call)]
        had = list(rule.once(rule.kept([r for r in near if rule.absorbed(r, call)], call)))
        inside = [[r for r in had if rule.inside(r, call, window)] for window in WINDOWS.values()]
        table.append([*(len(rows) for rows in inside), *(sum(r.eur for r in rows) for rows in inside), *(rule.merchants(rows) for rows in inside)])
    return np.array(table, dtype=float).reshape(-1, len(FEATURES))


def in_order_only(rows, s):
    """Without what is older than something absorbed before."""
    return [r for position, r in enumerate(rows) if all(r.event_time >= other.event_time for other in rows[:position])]


def since(horizon, *, after=False):
    return lambda rows, s: [r for r in rows if (r.event_time > s.clock - horizon if after else r.event_time >= s.clock - horizon)]


def on_time(most):
    return lambda rows, s: [r for r in rows if r.clock - r.event_time <= most]


def not_behind(most):
    """Without what is that much older than the card's newest."""
    return lambda rows, s: [r for position, r in enumerate(rows) if all(other.event_time - r.event_time <= most for other in rows[:position])]


def in_units(unit):
    return lambda r, s, w: s.event_time // unit - w // unit <= r.event_time // unit < s.event_time // unit


def amounts(change):
    """With amounts as changed; None leaves the record out."""
    return lambda rows, s: [r._replace(eur=eur) for r in rows if (eur := change(r.eur)) is not None]


# --- what goes wrong, each on cards of its own ---


@dataclass(frozen=True)
class R:
    """A record: so long before the transaction (`ago`, in microseconds), absorbed `lag` later; `id` ties repeats."""

    ago: int
    lag: int = 4 * SECOND
    eur: float = 20.0
    id: int | None = None
    shop: int = 0
    card: str = "same"
    scored: bool = False
    """Scored itself, a moment after it happened."""


@dataclass(frozen=True)
class Case:
    """A card with only these records and one transaction, scored after each of `waits`."""

    records: tuple[R, ...]
    waits: tuple[int, ...] = (SECOND // 4,)
    own_lag: int = 3 * SECOND
    """From the first scoring until its own record is absorbed."""


@dataclass(frozen=True)
class Suspect:
    """A mistake: the rules by which it scores, cards on which it alone shows, and what to tell."""

    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    told: str


def is_other(r, s):
    return r.transaction_id != s.transaction_id


A_WHILE, BURST = 10 * MINUTE, 120
TIME, ONCE, LATE, GIVEN = "time", "once", "late", "given"
ANEW = Rule(due=lambda first, s: s)


def suspects(lateness):
    """All mistakes by group; some show only at the edge of `lateness`."""
    return {
        TIME: {
            "not-per-card": Suspect((Rule(same=lambda r, s: True),), (Case((R(A_WHILE, card="other"),)),),
                "Payments of strangers' cards are in it. Then every busy afternoon looks like card testing."),
            "processing-time": Suspect((
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock <= s.clock and is_other(r, s)), Rule(inside=lambda r, s, w: s.clock - w <= r.clock < s.clock and is_other(r, s)),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock <= s.clock), Rule(inside=lambda r, s, w: s.clock - w <= r.clock < s.clock),
                    Rule(inside=lambda r, s, w: s.event_time - w <= r.clock < s.event_time), Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.clock and is_other(r, s)),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.clock), Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.event_time),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock and r.event_time < s.event_time)),
                (Case((R(30 * HOUR, lag=29 * HOUR + 50 * MINUTE),)), Case((R(A_WHILE), R(5 * HOUR, lag=60 * SECOND)), waits=(10 * HOUR,))),
                "Windows are those of the card, by event_time: when an event was absorbed or scored says how busy your queue was. A day's outage would look like an attack once the queue is drained."),
            "ties-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time <= s.event_time and is_other(r, s)),
                                     Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time <= s.event_time), Rule(inside=lambda r, s, w: s.event_time - w < r.event_time <= s.event_time)),
                (Case((R(0, lag=SECOND // 10), R(A_WHILE, eur=5.0))),),
                "Something that happened at t itself is in it: another payment of that instant, or this one. The window ends before t."),
            "later-events-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time and is_other(r, s)), Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time)),
                (Case((R(-2 * HOUR), R(A_WHILE, eur=5.0)), waits=(10 * HOUR,)),),
                "It was captured offline and scored ten hours later; a payment that happened in between, after t, is in it. The window ends at t, whenever you decide."),
            "edge-left-out": Suspect((Rule(inside=lambda r, s, w: s.event_time - w < r.event_time < s.event_time),), tuple(Case((R(window), R(2 * MINUTE, eur=5.0))) for window in WINDOWS.values()),
                "A payment lies exactly one window before it and is left out. From t - w on, that instant included, counts, or the two paths differ."),
            "merchants-as-events": Suspect((Rule(merchants=len),), (Case((R(A_WHILE), R(20 * MINUTE))),),
                "The card paid twice at one merchant. Different merchants are counted, not payments."),
            "scored-is-absorbed": Suspect((Rule(scored_too=True),), (Case((R(A_WHILE, lag=5 * HOUR, scored=True), R(A_WHILE + MINUTE, eur=5.0))),),
                "A payment that had been scored, but was absorbed only hours later, is in it. Until its record can be read nobody has it: score absorbs nothing, or the two paths differ."),
            "not-to-the-microsecond": Suspect(tuple(Rule(inside=in_units(unit)) for unit in (2, 10, SECOND // 1000, SECOND, MINUTE)),
                (Case((R(1, lag=SECOND // 10), R(A_WHILE, eur=5.0))), Case((*(R(window + 1) for window in WINDOWS.values()), R(A_WHILE, eur=5.0)))),
                "The card paid one microsecond before t, which counts, or one microsecond before t - w, which does not. Times were made coarser before they were compared."),
            "records-capped": Suspect(tuple(Rule(kept=lambda rows, s, most=most: rows[-most:]) for most in (10, 16, 20, 25, 30, 32, 36, 40, 48, 50, 60, 64, 100)),
                (Case(tuple(R(A_WHILE + number * SECOND) for number in range(BURST))),),
                f"The card paid {BURST} times within minutes, and only the last of them are in it. Card testing comes in bursts: the cap drops just what the feature is for."),
            "refunds-dropped": Suspect(tuple(Rule(kept=amounts(change)) for change in (
                    lambda eur: max(eur, 0.0), abs, lambda eur: eur if eur >= 0 else None, lambda eur: eur if eur > 0 else None, lambda eur: eur or None)),
                (Case((R(A_WHILE, eur=-12.5), R(A_WHILE + MINUTE, eur=5.0))), Case((R(A_WHILE, eur=0.0), R(A_WHILE + MINUTE, eur=5.0)))),
                "The card had a refund (a negative amount) or a check of the card (zero), and it is not in it as it is. Both are transactions and count, with their amount."),
        },
        ONCE: {
            "duplicates-counted": Suspect((Rule(once=list), Rule(once=lambda rows: {(r.transaction_id, r.eur): r for r in rows}.values())),
                (Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND))), Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND)))),
                "A payment that was absorbed twice, under one transaction_id, counts twice. A queue delivers at least once; one redelivery must not look like an attack."),
            "last-record": Suspect((Rule(once=lambda rows: {r.transaction_id: r for r in rows}.values()),),
                (Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND))), Case((R(A_WHILE, id=1, eur=9.0), R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND)))),
                "A payment was absorbed twice with two amounts, and the second is in it. The first counts; a repeat changes nothing."),
            "same-time-merged": Suspect((Rule(once=lambda rows: {(r.event_time, r.eur): r for r in rows}.values()), Rule(once=lambda rows: {r.event_time: r for r in reversed(rows)}.values())),
                (Case((R(A_WHILE, eur=8.0), R(A_WHILE, eur=8.0, lag=5 * SECOND))),),
                "Two payments of one instant were taken for one. They have two transaction_ids: exactly what card testing looks like."),
            "repeat-forgotten": Suspect((Rule(once=lambda rows: [r for position, r in enumerate(rows) if all(r.transaction_id != o.transaction_id or r.clock - o.clock > DAY for o in rows[:position])]),),
                (Case((R(3 * DAY + 2 * HOUR, id=1, eur=8.0), R(3 * DAY + 2 * HOUR, id=1, eur=9.0, lag=lateness - HOUR))),),
                "A payment was absorbed a second time days later, within lateness, and counts twice. Whether you have had it must be known for as long as it can come again."),
        },
        LATE: {
            "late-ignored": Suspect((Rule(kept=in_order_only), *(Rule(kept=on_time(most)) for most in (MINUTE, HOUR, DAY, 7 * DAY)), Rule(kept=not_behind(7 * DAY))),
                (Case((R(5 * HOUR, lag=4 * HOUR), R(3 * HOUR, eur=5.0))), Case((R(30 * HOUR, lag=29 * HOUR), R(29 * HOUR, eur=5.0))),
                 Case((R(6 * DAY, lag=lateness - DAY), R(-2 * DAY, eur=5.0)), waits=(max(SECOND // 4, lateness - 6 * DAY),))),
                "A payment that was captured offline and absorbed late, yet before this scoring, is missing. Late is not never: the training table has it, so the model expects it."),
            "late-edge-ignored": Suspect((Rule(kept=lambda rows, s: [r for r in rows if r.clock - r.event_time < lateness]),), (Case((R(lateness + HOUR, lag=lateness),)),),
                "A payment that was absorbed exactly lateness after it happened is missing. Exactly lateness occurs: only what comes later than that does not."),
            "evicted-early": Suspect((Rule(kept=since(7 * DAY)), Rule(kept=since(7 * DAY, after=True)), Rule(kept=since(7 * DAY + HOUR)), Rule(kept=since(8 * DAY))),
                (Case((R(7 * DAY - HOUR),), waits=(lateness - HOUR,)), Case((R(7 * DAY - MINUTE),), waits=(lateness - MINUTE,))),
                "A payment within its week is missing: it was forgotten before the last scoring that needs it. What a window can hold is not what you must keep: an event scored late asks about the week before it happened."),
            "eviction-off-by-one": Suspect((Rule(kept=since(7 * DAY + lateness, after=True)),), (Case((R(7 * DAY),), waits=(lateness,)),),
                "A payment exactly 7 days before it is missing, and the scoring came exactly lateness after it happened. Both edges belong to the contract: forget what is older than that, not what is as old."),
        },
        GIVEN: {
            "score-rewritten": Suspect((ANEW,), (Case((R(A_WHILE), R(20 * MINUTE, lag=HOUR, eur=5.0)), waits=(SECOND // 4, 2 * HOUR, 3 * HOUR, 4 * HOUR)), Case((R(20 * MINUTE, lag=30 * MINUTE),), waits=(SECOND // 4, lateness))),
                "Its first score has been acted on; a late event came in between, and the score changed. A retried request gets the answer that was given, or nobody can say on what the decision was made. The request is known by its transaction_id alone."),
        },
    }


COPIES = 2
START = pd.Timestamp("2025-04-12", tz="UTC").value // 1000


@dataclass(frozen=True)
class Stream:
    """All calls in order, the truth about the scorings among them, and which of these belong to which suspect."""

    calls: pd.DataFrame
    asked: list
    truth: np.ndarray
    of_suspect: dict[str, np.ndarray]
    lateness: int
    listed: list


@pytest.fixture(scope="module")
def month(seed):
    """A month of a payments world, and the planted cards."""
    return stream(np.random.default_rng([seed, 26]), LATENESS, world_calls(seed))


def world_calls(seed):
    """Each record of the last month is scored and absorbed; those of before are absorbed only."""
    world = payments.simulate(payments.PRESETS["small"], seed).transactions
    records = world[world["event_time"] >= world["event_time"].max() - pd.Timedelta("30D")]
    start = records["event_time"].min() + pd.Timedelta("8D")
    calls = []
    for clock, is_score, rows in (("scored_at", True, records[records["event_time"] >= start]), ("available_at", False, records)):
        rows = rows[rows[clock] - rows["event_time"] <= pd.Timedelta(LATENESS, unit="us")]
        parts = [rows[name].tolist() for name in ("transaction_id", "card_id", "merchant_id")]
        times = [rows[name].astype("int64").tolist() for name in ("event_time", clock)]
        calls += [(Call(is_score, *row), None) for row in zip(*parts, *times, rows["amount_eur"].tolist(), strict=True)]
    return calls


def stream(rng, lateness, others=()):
    """The planted cards among other calls, in the order of the clock; what is absorbed comes before what is scored then."""
    told = [*others, *planted(rng, lateness, START)]
    told.sort(key=lambda one: (one[0].clock, one[0].is_score))
    listed = [call for call, _ in told]
    asked = [(call, name) for call, name in told if call.is_score]
    names = np.array([name or "" for _, name in asked])
    of_suspect = {name: np.flatnonzero(names == name) for group in suspects(lateness).values() for name in group}
    asked = [call for call, _ in asked]
    return Stream(pd.DataFrame(listed), asked, known(listed, asked), of_suspect, lateness, listed)


def planted(rng, lateness, start):
    calls = []
    cases = [(name, case) for group in suspects(lateness).values() for name, one in group.items() for case in one.cases]
    numbers = iter((5_000_000_000_000 + rng.permutation(10_000)).tolist())
    cards, shops = iter((77_000_000 + rng.permutation(10_000)).tolist()), iter((3_000_000 + rng.permutation(10_000)).tolist())
    for name, case in cases * COPIES:
        t = start + int(rng.integers(0, 10)) * DAY + 12 * HOUR + int(rng.integers(0, 5 * 3600)) * SECOND + int(rng.integers(0, SECOND))
        own, other, shop, number, ids = next(cards), next(cards), [next(shops) for _ in range(2)], next(numbers), {}
        calls += [(Call(True, number, own, shop[0], t, t + wait, 33.0 + again), name) for again, wait in enumerate(case.waits)]
        own_lag = min(case.waits[0] + case.own_lag, lateness)
        calls.append((Call(False, number, own, shop[0], t, t + own_lag, 33.0), None))
        for one in case.records:
            this = ids.setdefault(one.id, next(numbers)) if one.id else next(numbers)
            event = (this, own if one.card == "same" else other, shop[one.shop], t - one.ago)
            calls.append((Call(False, *event, t - one.ago + min(one.lag, lateness), one.eur), None))
            if one.scored:
                calls.append((Call(True, *event, t - one.ago + SECOND // 4, one.eur), None))
    return calls


@points(2)
def test_a_score_is_nine_numbers(submission, month):
    """Each call of score gives a dict with the nine features."""
    mine = scores(submission, month)
    filled, expected = int((mine[:, 2] > 0).sum()), int((month.truth[:, 2] > 0).sum())
    if 3 * filled <= expected:
        first = {c.transaction_id: c.clock for c in reversed(month.listed) if c.is_score}
        unseen = [c for c in month.listed if c.is_score or first.get(c.transaction_id, c.clock) >= c.clock]
        diagnose("scored-not-absorbed", off(mine, known(unseen, month.asked)).any(),
                 f"Of {expected} scorings of cards that had paid in the week before, {filled} have anything in count_7d. What is missing are all"
                 " the payments that had been scored before they were absorbed. A score given is no record: absorb takes them as any other.")
    diagnose("no-values", 3 * filled > expected,
             f"Of {expected} scorings of cards that had paid in the week before, {filled} have anything in count_7d. Look at what"
             " absorb keeps, and under which key score looks for it.")


@points(4, needs="test_a_score_is_nine_numbers")
def test_windows_by_event_time(submission, month):
    """Windows end at the event and are spans of the card's time."""
    refuse_suspects(scores(submission, month), month, TIME)


@points(3, needs="test_windows_by_event_time")
def test_each_transaction_once(submission, month):
    """Retries and redeliveries count once, with the amount absorbed first."""
    refuse_suspects(scores(submission, month), month, ONCE)


@points(4, needs="test_each_transaction_once")
def test_late_events(submission, month, seed):
    """What comes late counts, and is kept for as long as a late scoring needs it, at several values of lateness."""
    refuse_suspects(scores(submission, month), month, LATE)
    for days in (6, 21, 45):
        longer = stream(np.random.default_rng([seed, 27, days]), days * DAY)
        mine, bad, late = scores(submission, longer), np.zeros(len(longer.asked), dtype=bool), suspects(days * DAY)[LATE]
        rows = np.concatenate([longer.of_suspect[name] for name in late])
        bad[rows] = off(mine[rows], longer.truth[rows]).any(axis=1)
        if bad.any() and any(explains(rule, mine, longer, rows) for rule in late["late-ignored"].rules):
            refuse(bad, "late-ignored", longer, mine, f"Lateness is {days} days here. {late['late-ignored'].told}")
        refuse(bad, "fixed-lateness", longer, mine,
               f"All was right with a shorter lateness, such as {LATENESS // DAY} days; this instance was made with {days} days. How late events"
               " come is an argument, and differs from one acquirer to the next.")


@points(3, needs="test_late_events")
def test_scores_stay_as_given(submission, month, seed):
    """A retried request gets the score already given, and instances know nothing of each other."""
    mine = scores(submission, month)
    refuse_forgotten(mine, month)
    refuse_suspects(mine, month, GIVEN)
    crowded = stream(np.random.default_rng([seed, 28]), 45 * DAY, strangers())
    refuse_forgotten(scores(submission, crowded), crowded)
    planted_only = stream(np.random.default_rng([seed, 29]), LATENESS)
    handled = played(submission.fresh(), "main", planted_only, planted_only.calls, handled=True)
    refuse(off(handled, planted_only.truth).any(axis=1),
           "stored-dict-given", planted_only, handled,
           "The caller had written -1 into each dict after reading it, and a retry was answered with that. What leaves score is not what you keep.")
    side_by_side = submission.fresh()
    half = len(month.calls) // 2
    first = played(side_by_side, "one", month, month.calls[:half])
    # the other sees the same payments under the same cards and shops, all with other ids; the third, the same ids on other cards
    played(side_by_side, "two", month, month.calls.assign(transaction_id=month.calls["transaction_id"] + 10**15))
    played(side_by_side, "three", month, month.calls[month.calls["is_score"]].assign(card_id=lambda rows: rows["card_id"] + 10**9))
    both = np.concatenate([first, played(side_by_side, "one", month, month.calls[half:])])
    bad = off(both, mine).any(axis=1)
    known_to_third = not both[bad].any()
    refuse(bad, "shared-scores" if known_to_third else "shared-state", month, both,
           "Another instance, for another book, had scored a transaction of this id, and its answer came back here. What an instance has given"
           " belongs to the instance, not to its class or module." if known_to_third else
           "It was scored otherwise once other instances, for other books, had been told payments and asked for scores of their own. What an"
           " instance knows belongs to the instance, not to its class or module.")


@points(2, needs="test_scores_stay_as_given")
def test_a_month_row_by_row(submission, month):
    """Every scoring of a month of a payments world equals the offline feature."""
    refuse_wrong(scores(submission, month), month, np.arange(len(month.asked)))


@points(2, needs="test_a_month_row_by_row")
def test_state_stays_bounded(submission, seed):
    """A busy day is forgotten a day after lateness and a week, whatever is called, and leaves nothing for good."""
    for told, lateness, share_absorbed, share_scored in (
        ("It was scored and absorbed, some of it only scored", LATENESS, 0.67, 1),
        ("It was absorbed and never scored", LATENESS, 1, 0),
        ("It was scored and never absorbed", LATENESS, 0, 1),
        ("It was scored and absorbed with a lateness of zero", 0, 1, 1),
    ):
        fresh, rng = submission.fresh(), np.random.default_rng([seed, 2626])
        parts = tides(rng, lateness, share_absorbed, share_scored)
        weights = np.array([weight_after(fresh, part, lateness) for part in parts]).reshape(-1, 2)
        base, steps, after = weights[0, 1], np.diff(weights[:, 1]), weights[1:, 1]
        weeks = (parts[-1]["clock"].max() - parts[1]["clock"].min()) / (7 * DAY)
        gate("bytes that each transaction leaves for good", steps.min() / TIDE, at_most=LEFT, diagnosis="state-grows",
             message=f"{told}: {CYCLES} busy days of {TIDE} transactions, with little between them, in {weeks:.0f} weeks. Each left at least"
                     f" {steps.min() / TIDE:.0f} bytes per transaction in the instance and its module that never went; in all {(after[-1] - base) / 1e6:.2f} MB."
                     " Nothing older than a week and lateness can be asked for. Look for records, ids, given scores, cards and statistics that stay"
                     " when nobody uses them again: a service that grows is restarted, and then its windows are empty.")
        busy = max(weights[1, 0] - base, 24 * TIDE)
        gate("share of a busy day still held a day too late", (after - base).max() / busy, at_most=HELD, diagnosis="forgotten-late",
             message=f"{told}: a busy day of {TIDE} transactions made the instance and its module {busy / 1e6:.2f} MB heavier. More than a day after"
                     f" the last of it was lateness ({lateness // DAY} days) and 7 days old, {(after - base).max() / 1e6:.2f} MB of such days were still"
                     " held. It goes after lateness and 7 days, up to a day late, with any call, of score or absorb: what it may need depends on lateness alone.")
        if lateness and share_absorbed and share_scored:  # and it is still right
            refuse_wrong(*still_right(submission, parts, lateness))


# Measured at seeds 1 to 5. Forgetting at each call, every 64, 100 or 200 calls, every hour, every day, at midnight, or a card when it is
# used and all daily: at most 0 bytes and 0.01 of a busy day; score and absorb sweeping apart, every 100 calls each: 0.34. Eight bytes per
# record for ever: 8 bytes. Every 3 days, weekly, every 1,000 calls; 14 or 30 days whatever lateness is: 0.6 to 3 busy days.
LEFT, HELD = 4.0, 0.5
TIDE, CYCLES = 600, 5


def tides(rng, lateness, share_absorbed, share_scored):
    """Two parts a cycle: a busy day (not in the first cycle); a week and lateness with a transaction every 6 hours, and 26 hours more
    with one every 6 minutes, so that whoever sweeps now and then has swept. Each cycle is the same, on new cards, at another phase.
    """
    busy = np.sort(rng.integers(0, DAY, TIDE))
    closing = np.arange(260) * 6 * MINUTE
    drawn = pd.DataFrame({"card_id": rng.integers(0, 400, 1000), "merchant_id": rng.integers(0, 60, 1000), "eur": rng.integers(-900, 9000, 1000) / 100,
                          "lag": np.where(rng.random(1000) < 0.03, rng.integers(0, 2 * DAY, 1000), 4 * SECOND), "again": rng.random(1000) < 0.05,
                          "absorbed": rng.random(1000) < share_absorbed})  # fmt: skip
    start, parts = 1_700_000_000 * SECOND, []
    for cycle in range(CYCLES + 1):
        end = start + DAY + lateness + 7 * DAY + HOUR + (0, 6, 18, 30, 12, 36)[cycle] * HOUR
        quiet = np.arange(end - 6 * HOUR, start + DAY, -6 * HOUR)[::-1]
        t = np.concatenate([start + busy[: TIDE * (cycle > 0)], quiet, end + closing])
        rows = pd.concat([drawn[:TIDE * (cycle > 0)], drawn[TIDE + 100 - len(quiet): TIDE + 100 + len(closing)]], ignore_index=True)
        rows = rows.assign(is_score=True, transaction_id=10**9 + cycle * 1000 + rng.permutation(1000)[:len(t)], event_time=t, card_id=lambda r, cycle=cycle: 66_000_000 + cycle * 1000 + r["card_id"])
        records = rows[rows["absorbed"]].assign(is_score=False, clock=lambda r: r["event_time"] + np.minimum(r["lag"], lateness))
        repeats = records[records["again"]].assign(clock=lambda r: np.minimum(r["clock"] + 30 * SECOND, r["event_time"] + lateness))
        asked = rows.assign(clock=rows["event_time"] + min(SECOND // 4, lateness))
        if not lateness:  # a score is of no use after its call; whoever sweeps daily holds those of the day
            asked = asked[asked["event_time"] < end]
        retried = asked[asked["again"]].assign(clock=lambda r: np.minimum(r["clock"] + MINUTE, r["event_time"] + lateness))
        calls = pd.concat([records, repeats, *([asked, retried] if share_scored else [])])
        calls = calls.sort_values(["clock", "is_score"], ignore_index=True, kind="stable")[list(Call._fields)]
        cut = int(np.searchsorted(calls["clock"], start + DAY))
        parts += [calls[:cut], calls[cut:]]
        start = end + 26 * HOUR
    return parts


def weight_after(fresh, part, lateness):
    """Bytes that the instance weighs once it has been told `part` as well."""
    table_of(fresh.harness.play("tides", timedelta(microseconds=lateness), part), int(part["is_score"].sum()), lambda row: asked_in(part)[row])
    weight = fresh.harness.weigh("tides")
    diagnose("state-elsewhere", isinstance(weight, int), f"The instance or its module keeps something in {str(weight)[:80]}, which cannot be weighed."
             " State is Python objects that the instance holds; no files and no database.")
    return weight


def still_right(submission, parts, lateness):
    """Every tenth score of all cycles, and what refuse_wrong judges it by."""
    calls = pd.concat(parts, ignore_index=True)
    asked, listed = asked_in(calls), list(map(Call._make, calls.itertuples(index=False)))
    some = np.arange(0, len(asked), 10)
    asked_some = [asked[row] for row in some]
    whole = Stream(calls, asked_some, known(listed, asked_some), {}, lateness, listed)
    mine = table_of(submission.fresh().harness.play("tides", timedelta(microseconds=lateness), calls), len(asked), asked.__getitem__)
    return mine[some], whole, np.arange(len(some))


def asked_in(calls):
    return [call for call in map(Call._make, calls.itertuples(index=False)) if call.is_score]


def strangers():
    """Some hundred scores a day, each on a card of its own: nobody asks about them again."""
    return [(Call(True, 8_000_000_000_000 + i, 88_000_000 + i, 1, t := START + i * 15 * MINUTE, t + SECOND, 1.0), None) for i in range(5300)]


# --- judging ---


def scores(submission, month):
    """The scores that a new instance gives over the whole stream, a row each."""
    return played(submission.fresh(), "main", month, month.calls)


def played(copy, name, month, calls, *, handled=False):
    said = copy.harness.play(name, timedelta(microseconds=month.lateness), calls, handled=handled)
    return table_of(said, int(calls["is_score"].sum()), lambda row: asked_in(calls)[row])


def table_of(said, count, asked):
    """The nine features as an array, a row per score, or the diagnosis of what cannot be judged; `asked` gives the call of a row."""
    diagnose("not-an-engine", isinstance(said, (list, tuple)) and len(said) == 2 and len(said[0]) == count,
             f"OnlineVelocity(lateness) gave a {str(said)[:40]}, which has no methods score and absorb.")
    given, changed = said
    for one in given:
        diagnose("not-a-dict", isinstance(one, dict), f"score gave a {type(one).__name__}; give a dict with the nine features.")
        keys = [str(key)[:40] for key in one]
        diagnose("other-keys", sorted(keys) == sorted(FEATURES), lambda one=one, keys=keys: (
            f"score gave a dict with the keys {', '.join(sorted(keys)[:10]) or '(none)'}; it holds exactly {', '.join(FEATURES)}."
        ))
        for key, value in one.items():
            diagnose("not-numbers", isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool) and bool(abs(value) < 1e12),
                     f"score gave {key} as {str(value)[:40]} ({type(value).__name__}). It is a finite number, and 0 where nothing counts.")
    if changed is not None:
        call = asked(changed)
        diagnose("one-dict-for-all", False, f"The dict that score gave for transaction {call.transaction_id}, scored {clock(call.clock)}, holds other numbers now: a"
                 " later call wrote into it. Whoever got it may still hold it; each call of score gives a dict that no later call touches.")
    return np.array([[float(one[name]) for name in FEATURES] for one in given], dtype=float).reshape(-1, len(FEATURES))


def refuse_forgotten(mine, month):
    """Fail if some retried requests, though not all, were answered as if they had come for the first time."""
    rows = np.concatenate([month.of_suspect[name] for name in suspects(month.lateness)[GIVEN]])
    anew = known(month.listed, [month.asked[row] for row in rows], ANEW)
    wrong, would = off(mine[rows], month.truth[rows]).any(axis=1), off(anew, month.truth[rows]).any(axis=1)
    if wrong.any() and wrong.sum() < would.sum() and not off(mine[rows], anew)[wrong].any():
        bad = np.zeros(len(mine), dtype=bool)
        bad[rows[wrong]] = True
        asked = month.asked[int(np.argmax(bad))]
        earlier = sum(c.is_score and c.transaction_id == asked.transaction_id and c.clock < asked.clock for c in month.listed)
        refuse(bad, "score-forgotten", month, mine,
               f"It was scored anew with what has been absorbed since: the answer given was not kept long enough. {earlier} earlier"
               f" {'call was' if earlier == 1 else 'calls were'} about it, and it can come again until exactly lateness ({month.lateness // DAY} days) after its"
               " event_time, however often and whatever was scored in between.")
    if month.lateness > LATENESS and wrong.any():
        refuse_wrong(mine, month, rows)


def off(mine, truth):
    """Where the answer differs: any whole number, or half a cent."""
    return ~(np.abs(mine - truth) <= HALF_A_CENT)


def refuse_suspects(mine, month, group):
    """Fail with the mistake that gives just these numbers on the group's cards; else with what its cards show; else say what is wrong."""
    groups = suspects(month.lateness)
    rows = np.concatenate([month.of_suspect[name] for name in groups[group]])
    if not off(mine[rows], month.truth[rows]).any():
        return
    everyone = groups[group] | {name: one for other in groups.values() for name, one in other.items()}
    found = next((name for name, one in everyone.items() if any(explains(rule, mine, month, rows) for rule in one.rules)), None)
    for name, suspect in groups[group].items():
        if found is None and any(explains(rule, mine, month, month.of_suspect[name]) for rule in suspect.rules):
            found = name
    if found is not None:
        bad, own = np.zeros(len(mine), dtype=bool), month.of_suspect[found]
        bad[own] = off(mine[own], month.truth[own]).any(axis=1)
        refuse(bad, found, month, mine, everyone[found].told)
    refuse_wrong(mine, month, rows)


def explains(rule, mine, month, rows):
    """Whether that way of scoring, and not the right one, gives just these numbers."""
    alike = known(month.listed, [month.asked[row] for row in rows], rule)
    return bool(not off(mine[rows], alike).any() and off(mine[rows], month.truth[rows]).any())


def refuse_wrong(mine, month, rows):
    bad = np.zeros(len(mine), dtype=bool)
    wrong = off(mine[rows], month.truth[rows])
    bad[rows[wrong.any(axis=1)]] = True
    sums = [name.startswith("sum") for name in FEATURES]
    refuse(bad, "wrong-features", month, mine,
           "Follow this one card by hand, call by call: had it been absorbed, did it happen in the window, had that transaction been counted?"
           if wrong[:, np.logical_not(sums)].any() else
           "Counts and merchants are right everywhere, sums are not: the right payments are in it. Look at what is done to an amount before it is added.")


def refuse(bad, diagnosis, month, mine, told):
    """Fail about the first bad scoring: which, what it got, what is right, and the card's last calls."""
    if not bad.any():
        return
    row = int(np.argmax(bad))
    asked, name = month.asked[row], FEATURES[at := int(np.argmax(off(mine[row], month.truth[row])))]
    before = [c for c in month.listed if c.card_id == asked.card_id and c.clock <= asked.clock and c.transaction_id != asked.transaction_id and not c.is_score][-3:]
    lines = [f"{c.eur:.2f} EUR at {clock(c.event_time)}, absorbed {clock(c.clock)}" for c in before]
    first = next(c for c in month.listed if c.is_score and c.transaction_id == asked.transaction_id)
    due = "is right" if first.clock == asked.clock else f"was given when it was scored first, {clock(first.clock)}, and is due again"
    diagnose(diagnosis, False,
             f"Transaction {asked.transaction_id} of card {asked.card_id}, {clock(asked.event_time)}, scored {clock(asked.clock)}: {name} is"
             f" {mine[row, at]:.10g}, and {month.truth[row, at]:.10g} {due}. {told} (Absorbed last for the card: {'; '.join(lines) or 'nothing'}.)")


def clock(microseconds):
    return f"{pd.Timestamp(microseconds, unit='us'):%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".")
