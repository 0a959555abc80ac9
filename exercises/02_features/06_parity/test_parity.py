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
LATENESS, LONGER = 3 * DAY, 6 * DAY
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
    first_score: bool = True
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
        call = first[call.transaction_id] if rule.first_score else call
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


A_WHILE = 10 * MINUTE
TIME, ONCE, LATE, GIVEN = "time", "once", "late", "given"
OTHERS = lambda r, s: r.transaction_id != s.transaction_id  # noqa: E731


def suspects(lateness):
    """All mistakes by group; some show only at the edge of `lateness`."""
    return {
        TIME: {
            "not-per-card": Suspect((Rule(same=lambda r, s: True),), (Case((R(A_WHILE, card="other"),)),),
                "Payments of strangers' cards are in it. Then every busy afternoon looks like card testing."),
            "processing-time": Suspect((
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock <= s.clock and OTHERS(r, s)), Rule(inside=lambda r, s, w: s.clock - w <= r.clock < s.clock and OTHERS(r, s)),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock <= s.clock), Rule(inside=lambda r, s, w: s.clock - w <= r.clock < s.clock),
                    Rule(inside=lambda r, s, w: s.event_time - w <= r.clock < s.event_time), Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.clock and OTHERS(r, s)),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.clock), Rule(inside=lambda r, s, w: s.clock - w <= r.event_time < s.event_time),
                    Rule(inside=lambda r, s, w: s.clock - w <= r.clock and r.event_time < s.event_time)),
                (Case((R(30 * HOUR, lag=29 * HOUR + 50 * MINUTE),)), Case((R(A_WHILE), R(5 * HOUR, lag=60 * SECOND)), waits=(10 * HOUR,))),
                "Windows are those of the card, by event_time: when an event was absorbed or scored says how busy your queue was. A day's outage would look like an attack once the queue is drained."),
            "ties-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time <= s.event_time and OTHERS(r, s)),
                                     Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time <= s.event_time), Rule(inside=lambda r, s, w: s.event_time - w < r.event_time <= s.event_time)),
                (Case((R(0, lag=SECOND // 10), R(A_WHILE, eur=5.0))),),
                "Something that happened at t itself is in it: another payment of that instant, or this one. The window ends before t."),
            "later-events-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time and OTHERS(r, s)), Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time)),
                (Case((R(-2 * HOUR), R(A_WHILE, eur=5.0)), waits=(10 * HOUR,)),),
                "It was captured offline and scored ten hours later; a payment that happened in between, after t, is in it. The window ends at t, whenever you decide."),
            "edge-left-out": Suspect((Rule(inside=lambda r, s, w: s.event_time - w < r.event_time < s.event_time),), tuple(Case((R(window), R(2 * MINUTE, eur=5.0))) for window in WINDOWS.values()),
                "A payment lies exactly one window before it and is left out. From t - w on, that instant included, counts, or the two paths differ."),
            "merchants-as-events": Suspect((Rule(merchants=len),), (Case((R(A_WHILE), R(20 * MINUTE))),),
                "The card paid twice at one merchant. Different merchants are counted, not payments."),
            "scored-is-absorbed": Suspect((Rule(scored_too=True),), (Case((R(A_WHILE, lag=5 * HOUR, scored=True), R(A_WHILE + MINUTE, eur=5.0))),),
                "A payment that had been scored, but was absorbed only hours later, is in it. Until its record can be read nobody has it: score absorbs nothing, or the two paths differ."),
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
            "late-ignored": Suspect((Rule(kept=in_order_only), *(Rule(kept=on_time(most)) for most in (MINUTE, HOUR, DAY))),
                (Case((R(5 * HOUR, lag=4 * HOUR), R(3 * HOUR, eur=5.0))), Case((R(30 * HOUR, lag=29 * HOUR), R(29 * HOUR, eur=5.0)))),
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
            "score-rewritten": Suspect((Rule(first_score=False),), (Case((R(A_WHILE), R(20 * MINUTE, lag=HOUR, eur=5.0)), waits=(SECOND // 4, 2 * HOUR)), Case((R(20 * MINUTE, lag=30 * MINUTE),), waits=(SECOND // 4, lateness))),
                "Its first score has been acted on; a late event came in between, and the score changed. A retried request gets the answer that was given, or nobody can say on what the decision was made."),
        },
    }


COPIES = 2


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
    start = pd.Timestamp("2025-04-12", tz="UTC").value // 1000
    told = [*others, *planted(rng, lateness, start)]
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
        own, other, shop, number, again = next(cards), next(cards), [next(shops) for _ in range(2)], next(numbers), {}
        calls += [(Call(True, number, own, shop[0], t, t + wait, 33.0), name) for wait in case.waits]
        own_lag = min(case.waits[0] + case.own_lag, lateness)
        calls.append((Call(False, number, own, shop[0], t, t + own_lag, 33.0), None))
        for one in case.records:
            this = again.setdefault(one.id, next(numbers)) if one.id else next(numbers)
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
    longer = stream(np.random.default_rng([seed, 27]), LONGER)
    mine, bad = scores(submission, longer), np.zeros(len(longer.asked), dtype=bool)
    rows = np.concatenate([longer.of_suspect[name] for name in suspects(LONGER)[LATE]])
    bad[rows] = off(mine[rows], longer.truth[rows]).any(axis=1)
    refuse(bad, "fixed-lateness", longer, mine,
           f"All was right with a lateness of {LATENESS // DAY} days; this instance was made with {LONGER // DAY} days. How late events"
           " come is an argument, and differs from one acquirer to the next.")


@points(3, needs="test_late_events")
def test_scores_stay_as_given(submission, month):
    """A retried request gets the score already given, and instances know nothing of each other."""
    mine = scores(submission, month)
    refuse_suspects(mine, month, GIVEN)
    side_by_side = submission.fresh()
    half = len(month.calls) // 2
    first = played(side_by_side, "one", month, month.calls[:half])
    # the other sees the same payments under the same cards and shops, all with other ids
    changed = month.calls.assign(transaction_id=month.calls["transaction_id"] + 10**15)
    played(side_by_side, "two", month, changed)
    both = np.concatenate([first, played(side_by_side, "one", month, month.calls[half:])])
    refuse(off(both, mine).any(axis=1), "shared-state", month, both,
           "It was scored otherwise once a second instance, for another book, had been told payments of its own. What an instance"
           " knows belongs to the instance, not to its class or module.")


@points(2, needs="test_scores_stay_as_given")
def test_a_month_row_by_row(submission, month):
    """Every scoring of a month of a payments world equals the offline feature."""
    refuse_wrong(scores(submission, month), month, np.arange(len(month.asked)))


@points(2, needs="test_a_month_row_by_row")
def test_state_stays_bounded(submission, seed):
    """After 15 weeks of steady traffic an instance weighs about what it weighed after 5."""
    fresh, weeks = submission.fresh(), steady(seed)
    weights = []
    for part in weeks:
        said = fresh.harness.play("steady", timedelta(microseconds=LATENESS), part)
        diagnose("no-values", isinstance(said, list), "Nothing that can score came out of OnlineVelocity(lateness).")
        weights.append(fresh.harness.weigh("steady"))
    gate("weight after 15 weeks, of that after 5", weights[1] / max(weights[0], 1), at_most=1.25, diagnosis="state-grows",
         message=f"After 5 weeks of some 120 transactions a day the instance and its module hold {weights[0] / 1e6:.2f} MB, after 15 weeks"
                 f" {weights[1] / 1e6:.2f} MB. Nothing older than a week and lateness can be asked for any more. Look for records, ids, given"
                 " scores and cards that stay when nobody uses them again: a service that grows is restarted, and then its windows are empty.")
    last = weeks[1]
    asked = [call for call in map(Call._make, last.itertuples(index=False)) if call.is_score]
    listed = list(map(Call._make, pd.concat(weeks).itertuples(index=False)))  # and it is still right
    some = np.arange(0, len(asked), 40)
    truth = known(listed, [asked[row] for row in some])
    part = Stream(last, [asked[row] for row in some], truth, {}, LATENESS, listed)
    mine = table_of(said, len(asked))[some]
    refuse_wrong(mine, part, np.arange(len(some)))


def steady(seed):
    """Fifteen weeks in two parts, cut after five: cards are used for two weeks and then no more."""
    rng = np.random.default_rng([seed, 2626])
    count, span = 120 * 105, 105 * DAY
    t = np.sort(rng.integers(0, span, count)) + 1_700_000_000 * SECOND
    age = (t - t[0]) // DAY
    card = 66_000_000 + (age // 14) * 1000 + rng.integers(0, 1000, count)
    late = np.where(rng.random(count) < 0.03, rng.integers(0, 2 * DAY, count), 0)
    frame = pd.DataFrame({"is_score": True, "transaction_id": rng.permutation(count) + 10**9, "card_id": card,
                          "merchant_id": rng.integers(0, 60, count), "event_time": t, "clock": t + 250_000 + late,
                          "eur": rng.integers(100, 9000, count) / 100})  # fmt: skip
    records = frame.assign(is_score=False, clock=frame["clock"] + 4 * SECOND)
    again = records[rng.random(count) < 0.02].assign(clock=lambda rows: rows["clock"] + 30 * SECOND)
    calls = pd.concat([frame, records, again]).sort_values(["clock", "is_score"], ignore_index=True)
    cut = int(np.searchsorted(calls["clock"], t[0] + 35 * DAY))
    return calls[:cut], calls[cut:]


# --- judging ---


def scores(submission, month):
    """The scores that a new instance gives over the whole stream, a row each."""
    return played(submission.fresh(), "main", month, month.calls)


def played(copy, name, month, calls):
    said = copy.harness.play(name, timedelta(microseconds=month.lateness), calls)
    return table_of(said, int(calls["is_score"].sum()))


def table_of(said, count):
    """The nine features as an array, a row per score, or the diagnosis of what cannot be judged."""
    diagnose("not-an-engine", isinstance(said, list) and len(said) == count,
             f"OnlineVelocity(lateness) gave a {str(said)[:40]}, which has no methods score and absorb.")
    for one in said:
        diagnose("not-a-dict", isinstance(one, dict), f"score gave a {type(one).__name__}; give a dict with the nine features.")
        keys = [str(key)[:40] for key in one]
        diagnose("other-keys", sorted(keys) == sorted(FEATURES), lambda one=one, keys=keys: (
            f"score gave a dict with the keys {', '.join(sorted(keys)[:10]) or '(none)'}; it holds exactly {', '.join(FEATURES)}."
        ))
        for key, value in one.items():
            diagnose("not-numbers", isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e12,
                     f"score gave {key} as {str(value)[:40]} ({type(value).__name__}). It is a finite number, and 0 where nothing counts.")
    return np.array([[float(one[name]) for name in FEATURES] for one in said], dtype=float).reshape(-1, len(FEATURES))


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
    bad[rows[off(mine[rows], month.truth[rows]).any(axis=1)]] = True
    refuse(bad, "wrong-features", month, mine,
           "Follow this one card by hand, call by call: had it been absorbed, did it happen in the window, had that transaction been counted?")


def refuse(bad, diagnosis, month, mine, told):
    """Fail about the first bad scoring: which, what it got, what is right, and the card's last calls."""
    if not bad.any():
        return
    row = int(np.argmax(bad))
    asked, name = month.asked[row], FEATURES[at := int(np.argmax(off(mine[row], month.truth[row])))]
    before = [c for c in month.listed if c.card_id == asked.card_id and c.clock <= asked.clock and c.transaction_id != asked.transaction_id and not c.is_score][-3:]
    lines = [f"{c.eur:.2f} EUR at {clock(c.event_time)}, absorbed {clock(c.clock)}" for c in before]
    diagnose(diagnosis, False,
             f"Transaction {asked.transaction_id} of card {asked.card_id}, {clock(asked.event_time)}, scored {clock(asked.clock)}: {name} is"
             f" {mine[row, at]:g}, and {month.truth[row, at]:g} is right. {told} (Absorbed last for the card: {'; '.join(lines) or 'nothing'}.)")


def clock(microseconds):
    return f"{pd.Timestamp(microseconds, unit='us'):%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".")
