"""Graded tests of features/velocity: 20 points in one chain, so that only the first thing wrong is reported.

Every situation stands on cards of its own (`SUSPECTS`), so each mistake shows at every seed and only where it belongs.
"""

from collections import defaultdict, namedtuple
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from signoff.sandbox.remote import LimitMet, SubmissionRaised
from signoff.testing import Diagnosed, diagnose, points
from signoff.worlds import payments

# The sentences for the learner stay whole:
# fmt: off

SECOND = 1_000_000  # microseconds, as all times below
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
WINDOWS = {"1h": HOUR, "24h": 24 * HOUR, "7d": 7 * DAY}
FEATURES = [f"{kind}_{window}" for kind in ("count", "sum", "merchants") for window in WINDOWS]
WHOLE = [name for name in FEATURES if not name.startswith("sum")]
HALF_A_CENT = 0.005
SAID_BY_HISTORY = ["record_id", "transaction_id", "card_id", "customer_id", "merchant_id", "event_time", "available_at",
                   "amount", "currency", "amount_eur"]
SAID_BY_SCORED = ["transaction_id", "card_id", "customer_id", "merchant_id", "event_time", "scored_at", "amount_eur"]

# --- the truth, slowly and obviously ---


@dataclass(frozen=True)
class Rule:
    """How the features come about: as the brief says, or in one way otherwise. `r` is a record, `s` the transaction scored."""

    same: Callable[[Any, Any], bool] = lambda r, s: r.card_id == s.card_id
    added: Callable[[Any], list] = lambda s: []
    before_arrival: Callable[[list], list] = lambda rows: rows
    arrived: Callable[[Any, Any], bool] = lambda r, s: r.available_at <= s.scored_at
    once: Callable[[list], list] = lambda rows: {r.transaction_id: r for r in sorted(rows, key=readable, reverse=True)}.values()
    inside: Callable[[Any, Any, int], bool] = lambda r, s, w: s.event_time - w <= r.event_time < s.event_time
    eur: Callable[[Any], float] = lambda r: r.amount_eur
    merchants: Callable[[list, Any, list], int] = lambda rows, s, known: len({r.merchant_id for r in rows})
    empty: float = 0.0


def readable(record):
    return record.available_at


def known(scored, history, rule=None):
    """The nine features of each transaction, a row each."""
    rule, of_card, files = rule or Rule(), defaultdict(list), rows_of(history)
    for record in files:
        of_card[record.card_id].append(record)
    table = []
    for asked in rows_of(scored):
        near = of_card[asked.card_id] if rule.same is Rule.same else [r for r in files if rule.same(r, asked)]
        had = list(rule.once([r for r in rule.before_arrival([*near, *rule.added(asked)]) if rule.arrived(r, asked)]))
        inside = [[r for r in had if rule.inside(r, asked, window)] for window in WINDOWS.values()]
        counts = [len(rows) or rule.empty for rows in inside]
        sums = [sum(rule.eur(r) for r in rows) if rows else rule.empty for rows in inside]
        table.append([*counts, *sums, *(rule.merchants(rows, asked, had) or rule.empty for rows in inside)])
    return np.array(table, dtype=float).reshape(-1, len(FEATURES))


def rows_of(frame):
    """Plain tuples with times in microseconds."""
    plain = {name: frame[name].astype("int64") if name.endswith(("_time", "_at")) else frame[name] for name in frame}
    return list(map(namedtuple("Row", plain)._make, zip(*(column.tolist() for column in plain.values()), strict=True)))


def in_zone(time, zone):
    """What the clock on that wall shows, in microseconds."""
    return time + int(pd.Timestamp(time, unit="us", tz="UTC").tz_convert(zone).utcoffset().total_seconds()) * SECOND


def by_calendar(zone, *windows):
    """Clock hours, dates and the last seven dates instead of these durations."""
    def inside(r, s, w):
        then, now = in_zone(r.event_time, zone), in_zone(s.event_time, zone)
        if w not in windows:
            return Rule.inside(r, s, w)
        unit, back = {HOUR: (HOUR, 0), 24 * HOUR: (DAY, 0), 7 * DAY: (DAY, 6)}[w]
        return r.event_time < s.event_time and then // unit >= now // unit - back
    return Rule(inside=inside)


def by_wall_clock(zone):
    return Rule(inside=lambda r, s, w: in_zone(s.event_time, zone) - w <= in_zone(r.event_time, zone) < in_zone(s.event_time, zone))


def floored(unit):
    return Rule(inside=lambda r, s, w: s.event_time // unit - w // unit <= r.event_time // unit and r.event_time < s.event_time)


def last_by(key):
    return Rule(once=lambda rows: {r.transaction_id: r for r in sorted(rows, key=key)}.values())


def every_record(rows):
    return rows


def from_scored(asked):
    """The transaction itself as a record that could be read when it was scored."""
    return [SimpleNamespace(**asked._asdict(), available_at=asked.scored_at, amount=asked.amount_eur, record_id=0)]


# --- what goes wrong, each on cards of its own ---


@dataclass(frozen=True)
class R:
    """A record: so long before the transaction (`ago`, in microseconds), readable `lag` later; `id` ties repeats."""

    ago: int
    lag: int = 4 * SECOND
    eur: float = 20.0
    id: int | None = None
    shop: int = 0
    amount: float | None = None
    currency: str = "EUR"
    card: str = "same"
    twin: bool = False
    """Its transaction has the id of the record before it, and 2**32 more."""
    asked: bool = False
    """Is described in `scored`, too, with the amount that was asked for, not the one that was recorded."""


@dataclass(frozen=True)
class Case:
    """A card with only these records and one transaction to describe; `at` where the calendar matters."""

    records: tuple[R, ...]
    at: str | None = None
    wait: int = SECOND // 4
    """From the event to the scoring."""
    own_lag: int | None = 3 * SECOND
    """From the scoring until its own record can be read; None: it never came."""


@dataclass(frozen=True)
class Suspect:
    """A mistake: the rules by which it counts, cards on which it alone shows, and what to tell."""

    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]
    told: str
    alone: bool = False
    """On its cards nothing else goes wrong: who is right on all other cards and wrong here has made it, whatever the numbers."""


A_WHILE = 10 * MINUTE
UNITS = (SECOND // 1000, SECOND, MINUTE, HOUR)
EDGES = tuple(Case((R(window), R(2 * MINUTE, eur=5.0))) for window in WINDOWS.values())
OUTSIDE = tuple(Case((R(window + beyond), R(2 * MINUTE, eur=5.0))) for window in WINDOWS.values() for beyond in (SECOND // 2, 1))
BURST = tuple(R(MINUTE + n * 5 * SECOND, eur=2.0) for n in range(700))
OWN, EDGE, ARRIVAL, ONCE, MONEY = "own", "edge", "arrival", "once", "money"

SUSPECTS = {
    OWN: {
        "nan-for-first": Suspect((Rule(empty=np.nan),), (Case(()), Case((R(9 * DAY),))),
            "Nothing of the card counts in that window, and nothing is a number: 0. Missing means that you do not know, and a model reads it so."),
        "per-customer": Suspect((Rule(same=lambda r, s: r.customer_id == s.customer_id),), (Case((R(A_WHILE, card="second"), R(5 * MINUTE, eur=7.0))),),
            "The customer has a second card, and what that one paid is in it. A stolen number is tried on one card; the history of the other hides it."),
        "not-per-card": Suspect((Rule(same=lambda r, s: True),), (Case((R(A_WHILE, card="other"),)), Case((R(A_WHILE, eur=3.0),))),
            "Payments of strangers' cards are in it. Then every busy afternoon looks like card testing."),
        "per-merchant": Suspect((Rule(same=lambda r, s: r.card_id == s.card_id and r.merchant_id == s.merchant_id),), (Case((R(A_WHILE, shop=1), R(20 * MINUTE))),),
            "Only payments at the merchant of this transaction are in it. Card testing goes from shop to shop: all payments of the card count."),
        "own-record-needed": Suspect((), (Case((R(A_WHILE), R(20 * MINUTE, eur=5.0, shop=1)), own_lag=None), Case((R(3 * HOUR),), own_lag=None)),
            "Its own record is not in `history`, and what its card did before is lost. When you decide, your own record may not have arrived: card and time stand in `scored`.", alone=True),
        "ids-cut": Suspect((Rule(same=lambda r, s: (r.card_id - s.card_id) % 2**32 == 0), *(Rule(once=lambda rows, size=size: {r.transaction_id % size: r for r in sorted(rows, key=readable, reverse=True)}.values()) for size in (2**32, 2**31)),
                            *(Rule(merchants=lambda rows, s, had, size=size: len({r.merchant_id % size for r in rows})) for size in (1000, 10_000, 100_000))),
            (Case((R(A_WHILE, card="twin"), R(5 * MINUTE, eur=7.0))), Case((R(A_WHILE, id=1, shop=1), R(20 * MINUTE, twin=True, eur=5.0))), Case((R(A_WHILE), R(20 * MINUTE, shop=3)))),
            "Two cards, transactions or merchants whose ids agree in their last digits or bits were taken for one. Ids are int64: compare them whole, else strangers share a history.", alone=True),
    },
    EDGE: {
        "current-row": Suspect((Rule(arrived=lambda r, s: r.available_at <= s.scored_at or r.transaction_id == s.transaction_id,
                                     inside=lambda r, s, w: s.event_time - w <= r.event_time < s.event_time or r.transaction_id == s.transaction_id),
                                *(Rule(added=added, inside=lambda r, s, w: s.event_time - w <= r.event_time < s.event_time or r.transaction_id == s.transaction_id) for added in (Rule.added, from_scored))),
            (Case((R(A_WHILE),)), Case((R(A_WHILE),), own_lag=0)),
            "The transaction itself is in it. Every first payment of a card would then look like a second one, and the amount under judgement is counted as known behaviour."),
        "ties-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time <= s.event_time and r.transaction_id != s.transaction_id),
                                 Rule(inside=lambda r, s, w: s.event_time - w < r.event_time <= s.event_time and r.transaction_id != s.transaction_id)),
            (Case((R(0, lag=SECOND // 10), R(A_WHILE, eur=5.0))),),
            "Another payment of the card carries the very second of this one and is in it. Which of the two came first nobody knows: the window ends before t, and each leaves the other out."),
        "later-events-counted": Suspect((Rule(inside=lambda r, s, w: s.event_time - w <= r.event_time and r.transaction_id != s.transaction_id),),
            (Case((R(-2 * HOUR), R(A_WHILE, eur=5.0)), wait=10 * HOUR),),
            "It was captured offline and scored ten hours later; a payment that happened in between is in it, after t. The window ends at t, whenever the platform decides: else the same purchase looks faster on a slow terminal."),
        "from-scored-at": Suspect((Rule(inside=lambda r, s, w: s.scored_at - w <= r.event_time < s.scored_at and r.transaction_id != s.transaction_id),
                                   Rule(inside=lambda r, s, w: s.scored_at - w <= r.event_time < s.scored_at),
                                   Rule(inside=lambda r, s, w: s.scored_at - w <= r.event_time < s.event_time)),
            (Case((R(-7 * HOUR), R(A_WHILE, eur=5.0)), wait=10 * HOUR), Case((R(A_WHILE, eur=5.0),), wait=10 * HOUR)),
            "It was captured offline and scored ten hours after it happened, and the windows are counted back from scored_at. They end at t, its event_time: what it means to be fast is a matter of the card, not of your queue."),
        "edge-left-out": Suspect((Rule(inside=lambda r, s, w: s.event_time - w < r.event_time < s.event_time),), EDGES,
            "A payment lies exactly {window} before it and is left out. t - {window} belongs to the window; the online path and the offline path must agree on it.", alone=True),
        "rounded-window": Suspect((*map(floored, UNITS), *(Rule(inside=lambda r, s, w, unit=unit: (s.event_time - r.event_time) // unit <= w // unit and r.event_time < s.event_time) for unit in UNITS)),
            (*OUTSIDE, Case((R(SECOND // 2, lag=SECOND // 10), R(A_WHILE, eur=5.0))), Case((R(100, lag=50), R(A_WHILE, eur=5.0)))),
            "A payment lies within half a second of the window's edge, perhaps a microsecond, and on the wrong side of yours. Times here go to the microsecond: compare them in full, neither rounded nor in whole minutes.", alone=True),
        "calendar-days": Suspect(tuple(by_calendar(zone, *windows) for zone in ("UTC", "Europe/Berlin", "America/New_York")
                                        for windows in ((HOUR, 24 * HOUR, 7 * DAY), (24 * HOUR, 7 * DAY), (7 * DAY,), (24 * HOUR,))),
            (Case((R(3 * HOUR), R(30 * MINUTE, eur=5.0), R(6 * DAY + 23 * HOUR, eur=3.0)), at="2025-02-12 00:20"),
             Case((R(3 * HOUR), R(6 * DAY + 20 * HOUR, eur=3.0)), at="2025-02-18 05:20"),
             Case((R(3 * HOUR), R(6 * DAY + 20 * HOUR, eur=3.0)), at="2025-02-20 23:20")),
            "The windows follow the calendar. An hour is 60 minutes, a day 24 hours back from t: at twenty past midnight a calendar has forgotten the evening, and fraudsters know when that is."),
        "local-time": Suspect((by_wall_clock("Europe/Berlin"), by_wall_clock("America/New_York")),
            (Case((R(23 * HOUR + 30 * MINUTE), R(24 * HOUR + 30 * MINUTE, eur=5.0)), at="2025-03-30 14:00"),
             Case((R(23 * HOUR + 30 * MINUTE), R(24 * HOUR + 30 * MINUTE, eur=5.0)), at="2025-03-09 18:00")),
            "Within that day the clocks went forward, so a day of local time has 23 hours. Count in UTC: 24 hours are 24 hours."),
        "rows-not-time": Suspect((Rule(inside=lambda r, s, w: r.event_time < s.event_time),), (Case((R(9 * DAY), R(20 * DAY, eur=5.0))),),
            "Its card had paid nothing for nine days, and older payments are in it. A window is a span of time, not a number of rows: three payments in a month are no velocity."),
        "burst-cut": Suspect((), (Case(BURST),),
            "Its card was tried 700 times within the hour, and not all are in it. However many there are, all of a window count, in a number wide enough: the burst is what the feature is for.", alone=True),
    },
    ARRIVAL: {
        "not-yet-arrived": Suspect((Rule(arrived=lambda r, s: True),), (Case((R(A_WHILE, lag=5 * HOUR), R(A_WHILE + MINUTE, eur=5.0))),),
            "A payment that happened before it, but could be read only hours after the decision, is in it. In production that record is not there; this is how a backtest finds fraud that the service misses."),
        "arrived-after-event": Suspect((Rule(arrived=lambda r, s: r.available_at <= s.event_time), Rule(arrived=lambda r, s: r.available_at < s.event_time)),
            (Case((R(A_WHILE, lag=A_WHILE + 4 * MINUTE), R(A_WHILE + MINUTE, eur=5.0)), wait=10 * MINUTE), Case((R(A_WHILE, lag=A_WHILE + 20 * HOUR), R(A_WHILE + MINUTE, eur=5.0)), wait=30 * HOUR)),
            "A record that could be read after t, but before it was scored, is missing. You decide at scored_at, with all you have by then, however long after t that is.", alone=True),
        "exact-arrival": Suspect((Rule(arrived=lambda r, s: r.available_at < s.scored_at),), (Case((R(A_WHILE, lag=A_WHILE + SECOND // 4), R(A_WHILE + MINUTE, eur=5.0))),),
            "A record that became readable at scored_at itself is missing. Up to and including scored_at counts as arrived."),
        "rounded-arrival": Suspect((*(Rule(arrived=lambda r, s, unit=unit: r.available_at // unit <= s.scored_at // unit) for unit in (1000, SECOND, MINUTE, DAY)),
                                    Rule(arrived=lambda r, s: r.available_at <= s.scored_at + SECOND)),
            (Case((R(A_WHILE, lag=A_WHILE + SECOND // 4 + 1), R(A_WHILE + MINUTE, eur=5.0))),),
            "A record that became readable a microsecond after scored_at is in it. Compare the full instants: at that moment nobody had it."),
        "late-left-out": Suspect((Rule(arrived=lambda r, s: Rule.arrived(r, s) and r.available_at - r.event_time <= HOUR),),
            (Case((R(30 * HOUR, lag=29 * HOUR), R(A_WHILE, eur=5.0))),),
            "A payment that was captured offline and could be read 29 hours later, yet before this decision, is missing. Late is not never: once you have it, it is history."),
    },
    ONCE: {
        "retries-counted": Suspect((Rule(once=every_record), Rule(once=lambda rows: {(r.transaction_id, r.amount): r for r in rows}.values())),
            (Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND))), Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND)))),
            "A payment that was sent twice, under one transaction_id, is counted twice. One customer with a bad connection then looks like an attack."),
        "same-time-merged": Suspect((Rule(once=lambda rows: {(r.event_time, r.amount, r.merchant_id): r for r in rows}.values()),
                                     Rule(once=lambda rows: {r.event_time: r for r in sorted(rows, key=readable, reverse=True)}.values()),
                                     Rule(once=lambda rows: {(r.event_time, r.merchant_id): r for r in sorted(rows, key=readable, reverse=True)}.values())),
            (Case((R(A_WHILE, eur=8.0), R(A_WHILE, eur=8.0, lag=5 * SECOND))),),
            "Two payments in the same second with the same amount at the same shop were taken for one. They have two transaction_ids, so they are two: exactly what card testing looks like."),
        "another-record": Suspect((last_by(readable), last_by(lambda r: r.record_id), last_by(lambda r: -r.record_id), last_by(lambda r: r.amount_eur), last_by(lambda r: -r.amount_eur),
                                   *(last_by(lambda r, way=way: (-(r.available_at // SECOND), way * r.record_id)) for way in (1, -1))),
            (Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND))), Case((R(A_WHILE, id=1, eur=9.0), R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND))),
             Case((R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND), R(A_WHILE, id=1, eur=8.0))), Case((R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND), R(A_WHILE, id=1, eur=9.0))),
             Case((R(A_WHILE, id=1, eur=8.0), R(A_WHILE, id=1, eur=9.0, lag=4 * SECOND - 300_000))), Case((R(A_WHILE, id=1, eur=9.0, lag=4 * SECOND - 300_000), R(A_WHILE, id=1, eur=8.0)))),
            "A payment was sent twice with two amounts, and the wrong one is in it. The record that could be read first counts; any other choice changes when the next repeat arrives."),
        "repeat-hides-first": Suspect(tuple(Rule(before_arrival=last_by(key).once) for key in (readable, lambda r: r.record_id, lambda r: -r.record_id, lambda r: r.amount_eur, lambda r: -r.amount_eur)),
            (Case((R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND), R(A_WHILE, id=1, eur=8.0, lag=5 * HOUR), R(A_WHILE + MINUTE, eur=5.0))),
             Case((R(A_WHILE, id=1, eur=8.0, lag=5 * HOUR), R(A_WHILE, id=1, eur=9.0, lag=30 * SECOND), R(A_WHILE + MINUTE, eur=5.0)))),
            "A payment of which one record could be read in time, and a second only after the decision, is missing or has the second one's amount. What arrives later may not take away what you had."),
        "amount-from-scored": Suspect((), (Case((R(A_WHILE, id=1, eur=9.0, asked=True), R(A_WHILE, id=1, eur=8.0, lag=30 * SECOND))),),
            "A payment before it stands in `scored`, too, and its amount there is in it. Amounts of the past come from `history`, from the record that could be read first; `scored` says what was asked for.", alone=True),
    },
    MONEY: {
        "currency-mixed": Suspect((Rule(eur=lambda r: r.amount),), (Case((R(A_WHILE, eur=26.5, amount=1000.0, currency="THB"), R(20 * MINUTE, eur=5.0))),),
            "A payment of 1,000.00 THB (26.50 EUR) went in as 1,000.00. Amounts of different currencies do not add up: sum amount_eur."),
        "merchants-as-rows": Suspect((Rule(merchants=lambda rows, s, had: len(rows)),), (Case((R(A_WHILE, shop=1), R(20 * MINUTE, shop=1), R(30 * MINUTE, shop=2))),),
            "The card paid three times at two merchants. Different merchants are counted, not payments: the same number twice tells the model nothing new."),
        "own-merchant-counted": Suspect((Rule(merchants=lambda rows, s, had: len({s.merchant_id, *(r.merchant_id for r in rows)})),), (Case((R(A_WHILE, shop=1), R(20 * MINUTE, shop=2))),),
            "The merchant of this transaction is in it, where the card had not paid before. The transaction is never part of its own history."),
        "merchants-once-ever": Suspect((Rule(merchants=lambda rows, s, had: sum(r.merchant_id not in {h.merchant_id for h in had if h.event_time < r.event_time} for r in rows)),),
            (Case((R(9 * DAY, shop=1), R(A_WHILE, shop=1), R(20 * MINUTE, shop=2))),),
            "A merchant that the card had used nine days before, and again within the window, is not counted. Different within the window is asked for, not new."),
        "sum-of-cents-lost": Suspect((Rule(eur=lambda r: round(r.amount_eur)), Rule(eur=lambda r: int(r.amount_eur))), (Case((R(A_WHILE, eur=0.49), R(20 * MINUTE, eur=1.49))),),
            "The amounts were rounded to whole EUR. Card testing is done with 0.49 and 1.49: keep the cents."),
        "amounts-left-out": Suspect(tuple(Rule(inside=lambda r, s, w, keep=keep: Rule.inside(r, s, w) and keep(r.amount_eur)) for keep in (lambda eur: eur > 0, lambda eur: eur >= 0, lambda eur: eur != 0)),
            (Case((R(A_WHILE, eur=0.0), R(20 * MINUTE, eur=5.0))), Case((R(A_WHILE, eur=-12.5), R(20 * MINUTE, eur=5.0)))),
            "A payment of 0 EUR (is the card alive?) or below 0 (a reversal) is left out. Every transaction counts, with the amount it has: the cheapest test of a stolen number is for nothing."),
        "large-sums-inexact": Suspect((), (Case(tuple(R(A_WHILE + n * MINUTE, eur=eur) for n, eur in enumerate((61_728.39, 61_728.37, 12_345.61, 9_876.53)))),),
            "The sum is above 100,000 EUR and its cents are wrong: 32 bits do not hold them. Keep the sums in float64.", alone=True),
    },
}

COPIES = 2


@dataclass(frozen=True)
class Book:
    """What the tests ask about: the tables, the truth, and which rows of `scored` belong to which suspect."""

    scored: pd.DataFrame
    history: pd.DataFrame
    truth: np.ndarray
    of_suspect: dict[str, np.ndarray]


@pytest.fixture(scope="module")
def book(seed):
    """1,500 transactions of a payments world among 14,000 records, and the planted cards."""
    rng = np.random.default_rng([seed, 22])
    world = payments.simulate(payments.PRESETS["small"], seed)
    decided = world.transactions.drop_duplicates("transaction_id").iloc[3000:]
    fast = decided.groupby("card_id")["event_time"].diff() < pd.Timedelta("2h")
    chosen = decided[fast | (rng.random(len(decided)) < 0.1)].iloc[-1500:]
    asked, records = planted(rng)
    history = mixed(rng, pd.concat([world.transactions[SAID_BY_HISTORY], records], ignore_index=True))
    history["currency"] = history["currency"].astype("category")
    scored = mixed(rng, pd.concat([chosen[SAID_BY_SCORED], asked], ignore_index=True))
    suspect = scored.pop("suspect")
    of_suspect = {name: np.flatnonzero(suspect == name) for group in SUSPECTS.values() for name in group}
    return Book(scored, history, known(scored, history), of_suspect)


def mixed(rng, frame):
    """The rows in no order, under an index that is unique and not sorted."""
    frame = frame.iloc[rng.permutation(len(frame))]
    return frame.set_axis(rng.permutation(3 * len(frame))[: len(frame)])


def planted(rng):
    """The cards of all suspects: transactions to describe, and records."""
    asked, records = [], []
    cases = [(name, case) for group in SUSPECTS.values() for name, one in group.items() for case in one.cases]
    ids = iter((5_000_000_000_000 + rng.permutation(10_000)).tolist())
    cards, shops = iter((77_000_000 + rng.permutation(10_000)).tolist()), iter((3_000_000 + rng.permutation(10_000)).tolist())
    for name, case in cases * COPIES:
        noon = pd.Timestamp("2025-02-03 13:00", tz="UTC") + pd.Timedelta(days=int(rng.integers(30)), minutes=int(rng.integers(100)))
        # in the middle of clock hour and day, so that only its own mistake shows
        t = pd.Timestamp(case.at, tz="UTC") if case.at else noon.floor("h") + pd.Timedelta(minutes=int(rng.integers(32, 40)), seconds=30, milliseconds=700)
        t = t.value // 1000 + 500  # and of the millisecond
        customer, own, second, other = (next(cards) for _ in range(4))
        merchants, own_id, number, again = [next(shops) for _ in range(3)], next(ids), 0, {}
        merchants.append(merchants[0] + 100_000)
        asked.append((own_id, own, customer, merchants[0], t, t + case.wait, 33.0, name))
        if case.own_lag is not None:
            records.append((own_id, own, customer, merchants[0], t, t + case.wait + case.own_lag, 33.0, "EUR", 33.0))
        for one in case.records:
            number = number + 2**32 if one.twin else again.setdefault(one.id, next(ids)) if one.id else next(ids)
            card, who = {"same": (own, customer), "second": (second, customer), "other": (other, other), "twin": (own + 2**32, other)}[one.card]
            money = (one.eur if one.amount is None else one.amount, one.currency, one.eur)
            records.append((number, card, who, merchants[one.shop], t - one.ago, t - one.ago + one.lag, *money))
            if one.asked:
                asked.append((number, card, who, merchants[one.shop], t - one.ago, t - one.ago + SECOND // 4, one.eur - 1.0, ""))
    asked = pd.DataFrame(asked, columns=[*SAID_BY_SCORED, "suspect"])
    records = pd.DataFrame(records, columns=SAID_BY_HISTORY[1:])
    records["record_id"] = 9_000_000 + np.arange(len(records))
    for frame, times in ((asked, ["event_time", "scored_at"]), (records, ["event_time", "available_at"])):
        for name in times:
            frame[name] = frame[name].astype("datetime64[us]").dt.tz_localize("UTC")
    return asked, records


@points(1)
def test_one_row_per_transaction_in_order(submission, book):
    """A row for each transaction, in order, with nine numbers that are not all nothing."""
    mine = answer(submission.velocity(book.scored, book.history), book.scored)
    missing = np.isnan(mine) & (book.truth != 0)
    refuse(missing.any(axis=1), "missing-values", book, mine, np.argmax(missing, axis=1),
           "Its card does have a history in that window. Missing means that you do not know, and you do.")
    own = np.concatenate(list(book.of_suspect.values()))  # their history is not in `scored`
    filled, expected = int((np.nan_to_num(mine[own, 2]) > 0).sum()), int((book.truth[own, 2] > 0).sum())
    diagnose("no-values", 10 * filled > expected,
             f"Of {expected} transactions whose card had paid in the week before, {filled} have anything in count_7d. The history"
             " is the table `history`, not the other rows of `scored`; look at the key by which the two meet.")


@points(2, needs="test_one_row_per_transaction_in_order")
def test_the_cards_own_history(submission, book):
    """Each row holds the history of that card, zeros where there is none."""
    mine = answer(submission.velocity(book.scored, book.history), book.scored)
    swapped = sorted(map(tuple, mine.round(2).tolist())) == sorted(map(tuple, book.truth.round(2).tolist()))
    wrong = off(mine, book.truth).any(axis=1)  # a few may change places by chance, as two amounts of one repeated payment do
    refuse(wrong if swapped and wrong.mean() > 0.2 else None, "misaligned", book, mine, None,
           "These are the features of another transaction: all rows are there, under the wrong ids. Somewhere the rows were"
           " sorted and put beside others by position; every amount is then judged by somebody else's history.")
    refuse_suspects(mine, book, OWN)


@points(4, needs="test_the_cards_own_history")
def test_windows_and_their_edges(submission, book):
    """Each window is a span of time before the transaction, with its start and without its end."""
    refuse_suspects(answer(submission.velocity(book.scored, book.history), book.scored), book, EDGE)


@points(4, needs="test_windows_and_their_edges")
def test_only_what_could_be_read(submission, book):
    """Every record that could be read when the transaction was scored, and no other."""
    refuse_suspects(answer(submission.velocity(book.scored, book.history), book.scored), book, ARRIVAL)


@points(3, needs="test_only_what_could_be_read")
def test_each_transaction_once(submission, book):
    """A transaction counts once, with the amount that could be read first."""
    refuse_suspects(answer(submission.velocity(book.scored, book.history), book.scored), book, ONCE)


@points(2, needs="test_each_transaction_once")
def test_amounts_and_merchants(submission, book):
    """Sums are in EUR, merchants are different ones."""
    refuse_suspects(answer(submission.velocity(book.scored, book.history), book.scored), book, MONEY)


@points(2, needs="test_amounts_and_merchants")
def test_every_transaction_also_in_a_replay(submission, book):
    """Every transaction of a payments world: the truth, also in another order, in part, and after more has arrived."""
    scored, history = book.scored, book.history
    mine = answer(submission.velocity(scored, history), scored)
    refuse_wrong(mine, book, np.arange(len(scored)))
    both = submission.fresh().harness.twice(scored, history)
    diagnose("inputs-changed", both["changed"] == [],
             f"After your call {' and '.join(map(str, both['changed']))} is not what it was: its values, its order or its columns. The caller goes on"
             " with the tables, and another feature is then made from yours: work on copies.")
    second = answer(both["second"], scored)
    dearer = book.truth + np.pad(book.truth[:, :3], ((0, 0), (3, 3)))
    row, at = (int(found[0]) if len(found) else 0 for found in np.nonzero(off(second, dearer)))
    diagnose("kept-state", not off(second, dearer).any(), lambda: (
        f"Called again in the same process, with every amount of `history` 1 EUR higher, {FEATURES[at]} of transaction {scored['transaction_id'].iloc[row]} is"
        f" {second[row, at]:g}, and {dearer[row, at]:g} is right. Keep nothing between calls: the same table, length or ids do not mean the same content."
    ))
    turned = answer(submission.fresh().velocity(scored[::-1], history.sort_values("available_at", ascending=False)), scored[::-1])
    by_time = scored.sort_values("event_time")
    ordered = answer(submission.fresh().velocity(by_time, history.sort_values("record_id")), by_time)
    back = np.empty_like(ordered)
    back[scored.index.get_indexer(by_time.index)] = ordered
    for other in (turned[::-1], back):
        refuse(off(other, mine).any(axis=1), "other-rows-matter", book, other, None,
               "It says something else when the rows of the tables stand in another order. Where a row stands in a file means"
               " nothing: decide by event_time and available_at.")
    part = np.arange(0, len(scored), 7)
    few = answer(submission.fresh().velocity(scored.iloc[part], history), scored.iloc[part])
    again = mine.copy()
    again[part] = few
    refuse(off(again, mine).any(axis=1), "other-rows-matter", book, again, None,
           "It says something else when fewer transactions are asked for. What a card did is in `history`, whoever asks.")
    more = pd.concat([history, arriving_later(scored, history)], ignore_index=True)
    later = answer(submission.fresh().velocity(scored, more), scored)
    refuse(off(later, mine).any(axis=1), "future-changes-past", book, later, None,
           "It says something else once records are added that became readable after it was scored, repeats of old ones among"
           " them. A decision is replayed with what was in hand, or no complaint about it can be answered.")
    for some, held, lack in ((scored, history[:0], "records"), (scored[:0], history, "transactions to score"), (scored[:0], history[:0], "rows at all")):
        with found_under("empty-input", f"Without any {lack} (to tonight's job a day like any other)"):
            bare = answer(submission.velocity(some, held), some)
            diagnose("empty-input", bool((bare == 0).all()), "all nine are 0 for every transaction.")


@points(2, needs="test_every_transaction_also_in_a_replay")
def test_volume(submission, seed):
    """80,000 transactions on four cards with 350,000 records, within the CPU and the memory of a test."""
    scored, history = busy(seed)
    try:
        said = submission.velocity(scored, history)
    except (LimitMet, SubmissionRaised) as error:
        if isinstance(error, SubmissionRaised) and error.type not in ("MemoryError", "_ArrayMemoryError"):
            raise
        diagnose("quadratic-work", False,
                 f"80,000 transactions on four cards with 350,000 records, and it met a limit: {error} A transaction has some 40 others in"
                 " its week, so there is little to do; a filter over all records of the card for every row, or a join of every row of a card with"
                 " every other, does thousands of times as much. A card network has that volume in minutes.")
    mine = answer(said, scored)
    for row in range(0, len(scored), 800):
        asked = scored.iloc[[row]]
        t = asked["event_time"].iloc[0]
        near = history[history["event_time"].between(t - pd.Timedelta("8D"), t)]
        refuse_wrong(mine[[row]], Book(asked, near, known(asked, near), {}), np.array([0]))


def busy(seed):
    """The cards with which travel agencies book: the first has 40 quiet years, all of which is asked about, between two seasons of 5,000 bookings a day."""
    rng = np.random.default_rng([seed, 2222])
    quiet, crowd, again = 80_000, 240_000, 30_000
    start, years = 480_000_000 * SECOND, 40 * 365 * DAY
    before, after = start - 9 * DAY - rng.integers(0, 35 * DAY, 2 * crowd // 3), start + years + rng.integers(9 * DAY, 26 * DAY, crowd - 2 * crowd // 3)
    t = np.concatenate([start + rng.integers(0, years, quiet), before, after])
    card = 88_000_000 + np.where(rng.random(len(t)) < 0.01, rng.integers(1, 4, len(t)), 0)
    scored_at = t + rng.integers(80_000, 400_000, len(t))
    frame = pd.DataFrame({
        "transaction_id": rng.permutation(len(t)) + 10**9, "card_id": card, "customer_id": card + 10**6,
        "merchant_id": rng.integers(0, 40, len(t)), "event_time": t, "scored_at": scored_at,
        "available_at": scored_at + rng.integers(1, 8 * SECOND, len(t)), "amount": rng.integers(100, 90_000, len(t)) / 100,
    })  # fmt: skip
    scored = frame[:quiet].assign(amount_eur=frame["amount"])
    repeats = frame.iloc[rng.integers(0, 2 * quiet, again)].drop_duplicates("transaction_id")
    repeats = repeats.assign(available_at=repeats["available_at"] + rng.integers(8, 7200, len(repeats)) * SECOND, amount=repeats["amount"] + 5.0)
    history = pd.concat([frame, repeats], ignore_index=True).iloc[rng.permutation(len(frame) + len(repeats))]
    history = history.assign(record_id=np.arange(len(history)), amount_eur=history["amount"], currency=pd.Categorical(["EUR"] * len(history)))
    for table, names in ((scored, ["event_time", "scored_at"]), (history, ["event_time", "available_at"])):
        for name in names:
            table[name] = table[name].astype("datetime64[us]").dt.tz_localize("UTC")
    return scored[SAID_BY_SCORED], history[SAID_BY_HISTORY]


def arriving_later(scored, history):
    """A year after the last decision: repeats of a third of the records with other amounts, and as many payments that happened long ago."""
    last = scored["scored_at"].max() + pd.Timedelta("400D")
    again = history.iloc[::3].copy()
    again["available_at"] = last + pd.to_timedelta(np.arange(len(again)), unit="s")
    again[["amount", "amount_eur"]] = again[["amount", "amount_eur"]] + 5.0
    forgotten = again.assign(transaction_id=again["transaction_id"] + 7 * 10**12, available_at=again["available_at"] + pd.Timedelta("1D"))
    added = pd.concat([again, forgotten], ignore_index=True)
    return added.assign(record_id=50_000_000 - np.arange(len(added)))


# --- judging ---


def off(mine, truth):
    """Where the answer differs: any whole number, or half a cent."""
    return ~(np.abs(mine - truth) <= HALF_A_CENT)


def refuse_suspects(mine, book, group):
    """Fail with the mistake on whose cards alone all is wrong, or that gives just these numbers; else with what its cards show; else say what is wrong."""
    all_rows = np.concatenate([book.of_suspect[name] for name in SUSPECTS[group]])
    if not off(mine[all_rows], book.truth[all_rows]).any():
        return
    wrong = all_rows[off(mine[all_rows], book.truth[all_rows]).any(axis=1)]
    everyone = SUSPECTS[group] | {name: one for other in SUSPECTS.values() for name, one in other.items()}
    found = next((name for name, one in SUSPECTS[group].items() if one.alone and np.isin(wrong, book.of_suspect[name]).all()), None)
    if found is None:
        found = next((name for name, one in everyone.items() if any(explains(rule, mine, book, all_rows) for rule in one.rules)), None)
    for name, suspect in SUSPECTS[group].items():
        rows = book.of_suspect[name]
        if found is None and any(explains(rule, mine, book, rows) for rule in suspect.rules):
            found = name
    if found is not None:
        bad = np.zeros(len(mine), dtype=bool)
        own = book.of_suspect[found]
        bad[own] = off(mine[own], book.truth[own]).any(axis=1)
        refuse(bad, found, book, mine, None, everyone[found].told)
    refuse_wrong(mine, book, all_rows)


def explains(rule, mine, book, rows):
    """Whether that way of counting, and not the right one, gives just these numbers."""
    alike = known(book.scored.iloc[rows], book.history, rule)
    same = ~off(mine[rows], alike) | (np.isnan(mine[rows]) & np.isnan(alike))
    return bool(same.all() and off(mine[rows], book.truth[rows]).any())


def refuse_wrong(mine, book, rows):
    bad = np.zeros(len(mine), dtype=bool)
    bad[rows[off(mine[rows], book.truth[rows]).any(axis=1)]] = True
    only_sums = not off(mine[rows], book.truth[rows])[:, [name in WHOLE for name in FEATURES]].any()
    refuse(bad, "wrong-features", book, mine, None,
           "Only sums are wrong, no count: is every amount `amount_eur`, unrounded, from the record that could be read first?" if only_sums else
           "Follow this one card by hand, record by record: did it happen in the window, could it be read at scored_at, was the"
           " transaction counted already?")


def refuse(bad, diagnosis, book, mine, column, told):
    """Fail about the first bad row: which transaction, what it got, what is right, and the card's last records."""
    if bad is None or not bad.any():
        return
    row = int(np.argmax(bad))
    at = int(np.argmax(off(mine[row], book.truth[row]))) if column is None else int(column[row])
    asked, name = book.scored.iloc[row], FEATURES[at]
    own = book.history[book.history["card_id"] == asked["card_id"]]
    before = own[own["event_time"].between(asked["event_time"] - pd.Timedelta("30D"), asked["scored_at"])]
    before = before[before["transaction_id"] != asked["transaction_id"]].sort_values("event_time").iloc[-3:]
    lines = [f"{r.amount:.2f} {r.currency} at {clock(r.event_time)}, readable {clock(r.available_at)}" for r in before.itertuples()]
    diagnose(diagnosis, False,
             f"Transaction {asked['transaction_id']} of card {asked['card_id']}, {clock(asked['event_time'])}, scored {clock(asked['scored_at'])}:"
             f" {name} is {mine[row, at]:g}, and {book.truth[row, at]:g} is right. {told.format(window=name.partition('_')[2])} (The card's last records:"
             f" {'; '.join(lines) or 'none'}.)")


def clock(time):
    return f"{time:%Y-%m-%d %H:%M:%S.%f}".rstrip("0").rstrip(".")


# --- what an answer must be before it is judged ---


@contextmanager
def found_under(diagnosis, circumstance):
    """Whatever is found wrong in here is told as `diagnosis`, with the circumstance under which it went wrong."""
    try:
        yield
    except (Diagnosed, SubmissionRaised) as error:
        if isinstance(error, SubmissionRaised) and error.kind != "error":
            raise
        told = error.message if isinstance(error, Diagnosed) else f"{error.function} raised {error}"
        diagnose(diagnosis, False, f"{circumstance}: {told}")


def answer(said, scored):
    """The nine features as an array, a row per transaction, or the diagnosis of what cannot be judged."""
    diagnose("not-a-frame", isinstance(said, pd.DataFrame),
             f"The result is a {type(said).__name__}; return one DataFrame with a row per transaction.")
    columns, promised = [str(name)[:40] for name in said.columns], ["transaction_id", *FEATURES]
    missing = [name for name in promised if name not in columns]
    diagnose("missing-columns", not missing, f"The result lacks {', '.join(missing)}.")
    extra = [name for name in columns if name not in promised or columns.count(name) > 1]
    diagnose("extra-columns", not extra,
             f"The result also holds {', '.join(extra[:5])}, or holds it twice. What stands in this table ends up in the model:"
             " return only what was agreed.")
    diagnose("lost-or-repeated-rows", len(said) == len(scored),
             f"{len(scored)} transactions went in and {len(said)} rows came out. A transaction without history keeps its row,"
             " with zeros; one with several records in its window has one row all the same.")
    ids, theirs = said["transaction_id"].tolist(), scored["transaction_id"].tolist()
    diagnose("reordered", ids == theirs, lambda: (
        f"The rows came back in another order, or with other ids: {theirs[0]} went in first, {str(ids[0])[:40]} came out first."
        " Labels joined by position land on the wrong transaction."
    ))
    diagnose("new-index", said.index.tolist() == scored.index.tolist(), lambda: (
        f"Transaction {theirs[0]} went in with index {scored.index[0]} and came back with {str(said.index[0])[:40]}. Labels aligned by"
        " index land on the wrong transaction."
    ))
    for name in FEATURES:
        diagnose("not-numbers", said[name].dtype.kind in "iuf",
                 f"{name} came back as {said[name].dtype}. It is an integer or float column, also in an empty table.")
    return np.column_stack([said[name].to_numpy(dtype=float, na_value=np.nan) for name in FEATURES])
