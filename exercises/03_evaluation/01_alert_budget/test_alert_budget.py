"""Graded tests of evaluation/alert_budget: 20 points in one chain, so that only the first thing wrong is reported.

Every situation is planted on days of its own (`SUSPECTS`), so each mistake shows at every seed and only where it belongs.
"""

from bisect import bisect_left
from collections import defaultdict, namedtuple
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import Diagnosed, diagnose, points
from signoff.worlds.payments.alerts import alert_book

# The sentences for the learner stay whole:
# fmt: off

SECOND = 1_000_000  # microseconds, as all times below
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
K = 5
QUEUE = ["day", "card_id", "rank"]
WHOLE, REAL = ["cards", "alerts", "frauds", "found"], ["precision", "fraud_eur", "found_eur"]
REPORT = ["day", *WHOLE, *REAL]
BOARD = ["precision_at_k", "value_detection_rate", "pr_auc"]
HALF_A_CENT, NEAR = 0.005, 1e-6

Payment = namedtuple("Payment", "card at score eur fraud")

# --- the truth, slowly and obviously ---


@dataclass(frozen=True)
class CardDay:
    card: int
    score: float
    payments: tuple[Payment, ...]

    @property
    def largest(self) -> float:
        return max(one.eur for one in self.payments)

    @property
    def is_fraud(self) -> bool:
        return any(one.fraud for one in self.payments)

    @property
    def fraud_eur(self) -> float:
        return sum(one.eur for one in self.payments if one.fraud)


def first_without_the_gone(ranked, gone, k):
    return [one for one in ranked if one.card not in gone][:k]


def speaks_highest(payments):
    return max(one.score for one in payments)


@dataclass(frozen=True)
class Rule:
    """How the alerts come about: as the brief says, or in one way otherwise. `since` are the times at which a card was told."""

    day: Callable[[Payment], int] = lambda p: p.at // DAY * DAY
    counts: Callable[[Payment], bool] = lambda p: True
    score: Callable[[Payment], float] = lambda p: p.score
    card: Callable[[int], int] = lambda card: card
    speaks: Callable[[list], float] = speaks_highest
    gone: Callable[[list, int], bool] = lambda since, day: min(since) <= day
    order: Callable[[CardDay, int], Any] = lambda one, place: (-one.score, -one.largest, one.card)
    alerts: Callable[[list, set, int], list] = first_without_the_gone


@dataclass(frozen=True, eq=False)
class Book:
    """What the tests ask about: the tables, and which planted days belong to which suspect."""

    payments: pd.DataFrame
    known: pd.DataFrame
    days: pd.DatetimeIndex
    of_suspect: dict[str, set[int]]

    @property
    def tables(self):
        return self.payments, self.known, self.days

    def starts(self):
        return micros(self.days)


def micros(times):
    return pd.DatetimeIndex(times).as_unit("us").asi8.tolist()


@cache
def queues_of(book, rule=None):
    """Of each day all cards in the queue, ranked, and those of them that are gone."""
    rule, on_day, told = rule or Rule(), defaultdict(lambda: defaultdict(list)), defaultdict(list)
    columns = [book.payments[name].tolist() for name in ("card_id", "score", "amount_eur", "is_fraud")]
    for card, at, score, eur, fraud in zip(columns[0], micros(book.payments["scored_at"]), *columns[1:], strict=True):
        one = Payment(rule.card(card), at, rule.score(Payment(card, at, score, eur, fraud)), eur, fraud)
        if rule.counts(one):
            on_day[rule.day(one)][one.card].append(one)
    for card, at in zip(book.known["card_id"].tolist(), micros(book.known["known_at"]), strict=True):
        told[rule.card(card)].append(at)
    queues = {}
    for day in book.starts():
        cards = [CardDay(card, rule.speaks(rows), tuple(rows)) for card, rows in on_day[day].items()]
        order = sorted(range(len(cards)), key=lambda place: rule.order(cards[place], place))
        gone = {one.card for one in cards if told[one.card] and rule.gone(told[one.card], day)}
        queues[day] = [cards[place] for place in order], gone
    return queues


def known_alerts(book, k, rule=None):
    """The cards alerted on each day, most suspicious first."""
    alerts = (rule or Rule()).alerts
    return {day: [one.card for one in alerts(ranked, gone, k)] for day, (ranked, gone) in queues_of(book, rule).items()}


@dataclass(frozen=True)
class Counting:
    """How the report counts, given the cards of a day's queue (`queue`), those alerted, and all of the day (`every`)."""

    frauds: Callable[[list], int] = lambda cards: sum(one.is_fraud for one in cards)
    over: Callable[[int, int], int] = lambda alerts, k: k
    fraud_eur: Callable[[list], float] = lambda cards: sum(one.fraud_eur for one in cards)
    found_eur: Callable[[list], float] = lambda cards: sum(one.fraud_eur for one in cards)
    at_stake: Callable[[list, list], list] = lambda queue, every: queue


def known_report(book, k, counting=None):
    """The seven numbers of each day."""
    counting, report = counting or Counting(), {}
    for day, (ranked, gone) in queues_of(book).items():
        queue = [one for one in ranked if one.card not in gone]
        alerted, stake = queue[:k], counting.at_stake(queue, ranked)
        found, over = counting.frauds(alerted), counting.over(len(alerted), k)
        precision = found / over if over else 0.0
        report[day] = (len(stake), len(alerted), counting.frauds(stake), found, precision,
                       counting.fraud_eur(stake), counting.found_eur(alerted))
    return report


def known_summary(book, k):
    report = np.array(list(known_report(book, k).values()), dtype=float).reshape(-1, 7)
    stake = report[:, 5].sum()
    queue = [one for ranked, gone in queues_of(book).values() for one in ranked if one.card not in gone]
    return {
        "precision_at_k": report[:, 4].mean() if len(report) else np.nan,
        "value_detection_rate": report[:, 6].sum() / stake if stake else np.nan,
        "pr_auc": known_area([(one.score, one.is_fraud) for one in queue]),
    }


def known_area(pairs):
    """For each different score, from the highest: recall gained there, times the precision of all from there up."""
    total, area = sum(fraud for _, fraud in pairs), 0.0
    at_score = defaultdict(list)
    for score, fraud in pairs:
        at_score[score].append(fraud)
    seen = hit = 0
    for score in sorted(at_score, reverse=True):
        seen, hit = seen + len(at_score[score]), hit + sum(at_score[score])
        area += sum(at_score[score]) / total * hit / seen if total else 0.0
    return area if total else np.nan


# --- what goes wrong, each on days of its own ---


@dataclass(frozen=True)
class P:
    """A payment of a planted card; `at` from the start of the day, drawn between 10 and 18 o'clock if not said."""

    score: float
    at: int | None = None
    eur: float | None = None
    fraud: bool = False


@dataclass(frozen=True)
class C:
    """A card with these payments on that day; `known`: when it was told, from the start of the day; `card`: its id (one more in each copy), or `apart` from the one before it."""

    payments: tuple[P, ...]
    known: tuple[int, ...] = ()
    apart: int | None = None
    card: int | None = None


def one(score, **more):
    known, apart, card = more.pop("known", ()), more.pop("apart", None), more.pop("card", None)
    return C((P(score, **more),), known, apart, card)


def strong(*scores):
    return tuple(one(score, fraud=number % 2 == 0) for number, score in enumerate(scores))


@dataclass(frozen=True)
class Suspect:
    """A mistake: the rules by which it ranks, and days on which it shows: their cards, beside some that are never suspicious."""

    rules: tuple[Rule, ...]
    cases: tuple[tuple[C, ...], ...]
    few: bool = False
    """No other cards on its days."""


def in_zone(time, zone):
    return time + int(pd.Timestamp(time, unit="us", tz="UTC").tz_convert(zone).utcoffset().total_seconds()) * SECOND


def top_payments(ranked, gone, k):
    by_card = {one.card: one for one in ranked if one.card not in gone}
    rows = sorted((-p.score, card) for card, one in by_card.items() for p in one.payments)
    return [by_card[card] for card in dict.fromkeys(card for _, card in rows[:k])]


def latest(payments, way=1):
    return max(payments, key=lambda p: way * p.at).score


def by_amount(amount):
    """Ties by the amount as somebody holds it."""
    return Rule(order=lambda one, place: (-one.score, -amount(one.largest), one.card))


def by_id(of):
    """Ties by something made of the id."""
    return Rule(order=lambda one, place: (-one.score, -one.largest, of(one.card)))


ODD = 0.71
NEXT = float(np.nextafter(ODD, 1.0))
LEAST = -(2**63)
HARMLESS = tuple(P(0.01 * n, (10 + n) * HOUR, 80.0 + n) for n in range(1, 6))
CARDS, KNOWN, TIES, EVERY = "cards", "known", "ties", "every"
SUSPECTS = {
    CARDS: {
        "payments-not-cards": Suspect((Rule(alerts=top_payments),), (
            (C(tuple(P(0.95 - n / 100, fraud=True) for n in range(6))), *strong(0.8, 0.7, 0.6, 0.5)),
            (C((P(0.95), P(0.94), P(0.93))), C((P(0.92), P(0.91))), *strong(0.8, 0.7, 0.6)))),
        "score-summed": Suspect((Rule(speaks=lambda rows: sum(p.score for p in rows)), Rule(speaks=len)), (
            (C((P(0.4), P(0.4), P(0.4))), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (C((P(0.3),) * 7), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "score-averaged": Suspect((Rule(speaks=lambda rows: sum(p.score for p in rows) / len(rows)), Rule(speaks=lambda rows: float(np.median([p.score for p in rows])))), (
            (C((P(0.95, fraud=True), P(0.05), P(0.04))), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (C((P(0.91, fraud=True), P(0.02), P(0.01))), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "one-payment-speaks": Suspect((Rule(speaks=latest), Rule(speaks=lambda rows: latest(rows, -1)), Rule(speaks=lambda rows: rows[0].score), Rule(speaks=lambda rows: rows[-1].score),
                                       Rule(speaks=lambda rows: max(rows, key=lambda p: p.eur).score)), (
            (C((P(0.95, 9 * HOUR, 5.0, True), *HARMLESS)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (C((*HARMLESS, P(0.95, 19 * HOUR, 5.0, True))), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "ids-cut": Suspect((*tuple(Rule(card=lambda card, size=size: card % size) for size in (2 ** 32, 2 ** 31)), Rule(card=lambda card: int(float(card)))), (
            (one(0.95, fraud=True), one(0.94, apart=2**32), *strong(0.8, 0.7, 0.6, 0.5)), (one(0.95), one(0.94, apart=1, fraud=True), *strong(0.8, 0.7, 0.6, 0.5)))),
        "local-days": Suspect(tuple(Rule(day=lambda p, zone=zone: in_zone(p.at, zone) // DAY * DAY) for zone in ("Europe/Berlin", "America/New_York", "Europe/London")), (
            (one(0.95, at=23 * HOUR + 40 * MINUTE, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, at=20 * MINUTE, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "edge-of-the-day": Suspect(tuple(Rule(day=lambda p, by=by: (p.at + by) // DAY * DAY) for by in (-1, 1, SECOND, SECOND // 2, SECOND // 1000)), (
            (one(0.95, at=0, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, at=DAY - 1, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)),
            (one(0.95, at=DAY, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "scores-rounded": Suspect((Rule(score=lambda p: float(np.float32(p.score))), *(Rule(score=lambda p, n=n: round(p.score, n)) for n in (1, 2, 3, 4, 6, 8, 9, 10, 12))), (
            (*strong(0.99, 0.98, 0.97, 0.96), one(ODD, eur=90.0), one(ODD + 1e-9, eur=5.0, fraud=True)), (*strong(0.99, 0.98, 0.97, 0.96), one(ODD, eur=90.0), one(NEXT, eur=6.0, fraud=True)))),
        "scores-clipped": Suspect(tuple(Rule(score=lambda p, low=low, high=high: min(high, max(low, p.score))) for low, high in ((-1.0, 1.0), (0.0, 1.0), (-1e9, 1.0), (-1e6, 1e9), (-1e6, 1e6))), (
            tuple(one(1e8 * n, eur=100.0 - n, fraud=n == 4) for n in range(1, 7)), tuple(one(-1e8 * n, eur=10.0 + n, fraud=n == 2) for n in range(1, 7))), few=True),
        "card-checks-left-out": Suspect((Rule(counts=lambda p: p.eur > 0),), (
            (one(0.95, eur=0.0, fraud=True), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (C((P(0.95, eur=0.0, fraud=True), P(0.2, eur=60.0))), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "budget-left-unused": Suspect((*tuple(Rule(alerts=lambda ranked, gone, k, limit=limit: [one for one in first_without_the_gone(ranked, gone, k) if one.score >= limit]) for limit in (0.5, 0.1, 0.0)), Rule(speaks=lambda rows: max(0.0, *(p.score for p in rows)))), (
            (one(0.06), one(0.05, fraud=True), one(0.04), one(0.03), one(0.02), one(0.01)), (one(-2.5), one(-0.5), one(-1.5, fraud=True), one(-3.5), one(-4.5), one(-5.5)))  , few=True),
    },
    KNOWN: {
        "known-still-queued": Suspect((Rule(gone=lambda since, day: False), Rule(gone=lambda since, day: day - DAY < min(since) <= day), Rule(gone=lambda since, day: day <= min(since) < day + DAY)), (
            (one(0.95, fraud=True, known=(-20 * DAY - HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, fraud=True, known=(-7 * HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "known-later-left-out": Suspect((Rule(gone=lambda since, day: True), Rule(gone=lambda since, day: min(since) <= day + 40 * DAY)), (
            (one(0.95, fraud=True, known=(3 * DAY + 5 * HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, fraud=True, known=(30 * DAY,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "known-that-day-left-out": Suspect((Rule(gone=lambda since, day: min(since) < day + DAY), Rule(gone=lambda since, day: min(since) <= day + 12 * HOUR)), (
            (one(0.95, at=10 * HOUR, fraud=True, known=(6 * HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, at=10 * HOUR, fraud=True, known=(7 * HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)),
            (C((P(0.55, at=5 * HOUR, fraud=True), P(0.95, at=10 * HOUR, fraud=True)), (6 * HOUR,)), *strong(0.9, 0.8, 0.7, 0.6, 0.56, 0.5)))),
        "midnight-not-known": Suspect((Rule(gone=lambda since, day: min(since) < day),), (
            (one(0.95, fraud=True, known=(0,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.93, known=(0,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "midnight-rounded": Suspect(tuple(Rule(gone=lambda since, day, by=by: min(since) <= day + by) for by in (1, SECOND // 1000 - 1, SECOND - 1)), (
            (one(0.95, fraud=True, known=(1,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.93, known=(1,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "last-message-only": Suspect((Rule(gone=lambda since, day: max(since) <= day), Rule(gone=lambda since, day: since[0] <= day), Rule(gone=lambda since, day: since[-1] <= day)), (
            (one(0.95, fraud=True, known=(-9 * DAY, 8 * DAY)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)), (one(0.95, fraud=True, known=(8 * DAY, -9 * DAY)), *strong(0.9, 0.8, 0.7, 0.6, 0.5)))),
        "places-given-away": Suspect((Rule(alerts=lambda ranked, gone, k: [one for one in ranked[:k] if one.card not in gone]),), (
            (one(0.95, known=(-5 * DAY,)), one(0.94, known=(-6 * DAY,)), *strong(0.8, 0.7, 0.6, 0.5, 0.4)), (one(0.65, known=(-5 * DAY,)), *strong(0.9, 0.8, 0.7, 0.6, 0.5, 0.4)))),
        "namesake-left-out": Suspect((), (
            (one(0.95, known=(-DAY,)), one(0.94, apart=1, fraud=True), *strong(0.8, 0.7, 0.6, 0.5)), (one(0.95, known=(-DAY,)), one(0.94, apart=2**32, fraud=True), *strong(0.8, 0.7, 0.6, 0.5)))),
    },
    TIES: {
        "tie-by-row-order": Suspect((Rule(order=lambda one, place: (-one.score, place)), Rule(order=lambda one, place: (-one.score, -place))), (
            tuple((*strong(0.9, 0.8, 0.7), *(one(ODD - 0.1, eur=eur) for eur in amounts)) for amounts in ((10.0, 30.0, 60.0, 50.0, 20.0), (60.0, 10.0, 20.0, 30.0, 50.0), (20.0, 30.0, 50.0, 60.0, 10.0))))),
        "tie-by-sum": Suspect((Rule(order=lambda one, place: (-one.score, -sum(p.eur for p in one.payments), one.card)),), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), C((P(0.6, eur=30.0), P(0.1, eur=30.0)))), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=55.0), C((P(0.6, eur=30.0), P(0.1, eur=40.0)))))),
        "tie-by-amount-of-the-top": Suspect((Rule(order=lambda one, place: (-one.score, -max(p.eur for p in one.payments if p.score == one.score), one.card)),), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), C((P(0.6, eur=10.0), P(0.1, eur=70.0)))), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), C((P(0.6, eur=20.0), P(0.2, eur=80.0)))))),
        "tie-by-card": Suspect((Rule(order=lambda one, place: (-one.score, one.card)), Rule(order=lambda one, place: (-one.score, -one.card)), Rule(order=lambda one, place: (-one.score, one.largest, one.card)),
                                Rule(order=lambda one, place: (-one.score, -one.largest, -one.card)), Rule(order=lambda one, place: (-one.score, -one.largest, place))), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=40.0, apart=-3)), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=40.0), one(0.6, eur=50.0, apart=3)),
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=50.0, apart=3)), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=50.0, apart=-3)))),
        "tie-by-turned-id": Suspect((by_id(lambda card: card % 2**64), by_id(abs), by_id(lambda card: 2**63 if card == LEAST else card)), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=50.0, card=LEAST)), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=50.0, card=-(2**61))))),
        "tie-by-rounded-amount": Suspect((*tuple(by_amount(lambda eur, n=n: round(eur, n)) for n in (2, 1, 0)), by_amount(int), by_amount(lambda eur: int(100 * eur)), by_amount(lambda eur: float(np.float32(eur)))), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.001), one(0.6, eur=50.004, apart=3)), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=1_234_567.88), one(0.6, eur=1_234_567.9, apart=3)))),
        "tie-by-label": Suspect((Rule(order=lambda one, place: (-one.score, -one.largest, -one.is_fraud, one.card)), Rule(order=lambda one, place: (-one.score, -one.is_fraud, -one.largest, one.card)),
                                 Rule(order=lambda one, place: (-one.score, -one.fraud_eur, -one.largest, one.card))), (
            (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=50.0, apart=3, fraud=True)), (*strong(0.9, 0.8, 0.7, 0.65), one(0.6, eur=50.0), one(0.6, eur=40.0, apart=3, fraud=True)))),
    },
    EVERY: {
        "no payments": Suspect((), ((), ())),
        "few cards": Suspect((), ((one(0.9, fraud=True), one(0.2)), (one(0.3),)), few=True),
        "no fraud": Suspect((), ((*(one(score) for score in (0.9, 0.8, 0.7)),),) * 6),
        "much fraud": Suspect((), ((C((P(0.9, eur=900.0, fraud=True), *(P(0.8, 12 * HOUR, 350.5, True),) * 2, P(0.1, eur=4000.0))), C((P(0.85, eur=70.0), P(0.2, eur=20.25, fraud=True))), one(0.8, eur=0.0, fraud=True),
                                    one(0.05, eur=700.0, fraud=True), one(0.04, eur=123_456.78, fraud=True), one(0.99, eur=654_321.09, fraud=True), one(0.98, eur=450.0, fraud=True, known=(-3 * DAY,))),) * 3),
    },
}  # fmt: skip

COPIES = 2


@pytest.fixture(scope="module")
def book(seed):
    """About 140 planted days, with days off between them, and the cards of which some were told."""
    rng = np.random.default_rng([seed, 31])
    cases = [(name, case, suspect.few) for group in SUSPECTS.values() for name, suspect in group.items() for case in suspect.cases] * COPIES
    start = pd.Timestamp("2025-02-03", tz="UTC").value // 1000
    ids = (2**60 + 1000 * rng.permutation(40_000)).tolist()  # as floats they stay apart
    regulars = [ids.pop() for _ in range(8)]  # pay on nearly every day, and are suspicious on days off only
    rows, told, days, of_suspect = [], [], [], defaultdict(set)
    for number, place in enumerate(rng.permutation(len(cases)).tolist()):
        (name, case, few), copy = cases[place], place // (len(cases) // COPIES)
        day = start + 2 * number * DAY
        days.append(day)
        of_suspect[name].add(day)
        others = () if few or name == "no payments" else tuple(one(float(score)) for score in rng.uniform(0.1, 0.3, len(regulars)))
        before = 0
        for own, number_of_regular in (*((own, None) for own in case), *((own, n) for n, own in enumerate(others))):
            card = own.card + copy if own.card is not None else ids.pop() if own.apart is None else before + own.apart
            card = before = card if number_of_regular is None else regulars[number_of_regular]
            for p in own.payments:
                at = int(rng.integers(10 * HOUR, 18 * HOUR)) if p.at is None else p.at
                eur = int(rng.integers(100, 9000)) / 100 if p.eur is None else p.eur
                rows += [(card, day + at, p.score, eur, p.fraud)]
            told += [(card, day + at) for at in own.known]
        rows += [(regulars[int(rng.integers(8))], day + DAY + int(rng.integers(10 * HOUR, 18 * HOUR)), score, 45.5, True) for score in (0.999, 0.4)]  # a day off
    told += [(ids.pop(), day + HOUR) for day in days[::5]]
    order = rng.permutation(len(rows))
    payments = pd.DataFrame(rows, columns=["card_id", "scored_at", "score", "amount_eur", "is_fraud"])
    payments.insert(0, "payment_id", order + 10**6)
    payments = payments.iloc[order].set_axis(rng.integers(0, len(rows), len(rows)))
    known = pd.DataFrame(told, columns=["card_id", "known_at"])
    for table, column in ((payments, "scored_at"), (known, "known_at")):
        table[column] = table[column].astype("datetime64[us]").dt.tz_localize("UTC")
    return Book(payments, known, pd.DatetimeIndex(np.array(days, dtype="datetime64[us]")).tz_localize("UTC"), of_suspect)


@pytest.fixture(scope="module")
def crowd(seed):
    """A day with 300 cards, and fraud at both ends of the queue; the day after it nobody pays."""
    rng, day = np.random.default_rng([seed, 32]), pd.Timestamp("2025-02-03", tz="UTC")
    payments = pd.DataFrame({
        "payment_id": np.arange(300), "card_id": rng.permutation(300) + 2**60, "scored_at": day + pd.to_timedelta(rng.permutation(300) + 600, unit="min"),
        "score": rng.permutation(300) / 300, "amount_eur": rng.integers(100, 9000, 300) / 100, "is_fraud": False,
    }).astype({"scored_at": "datetime64[us, UTC]"})
    payments["is_fraud"] = payments["score"].rank(ascending=False).isin([2, 90, 120, 150, 199, 200, 201, 250, 290])
    known = pd.DataFrame({"card_id": [5], "known_at": [day]}).astype({"known_at": "datetime64[us, UTC]"})
    return Book(payments, known, pd.DatetimeIndex([day, day + pd.Timedelta("1D")]).as_unit("us"), {})


@points(1)
def test_a_queue_for_each_day(submission, book):
    """Alerts by day, ranked from 1, at most so many as the team can look at."""
    mine = alerts_of(submission.alert_queue(*book.tables, K), book)
    pairs = [(day, card) for day, cards in mine.items() for card in cards]
    diagnose("payments-not-cards", len(set(pairs)) == len(pairs),
             "A card is alerted more than once on a day. The team calls a customer, not a payment: a card takes one place, however many of its payments look bad.")
    over = [day for day, cards in mine.items() if len(cards) > K]
    scores = {day: {one.card: one.score for one in ranked} for day, (ranked, _) in queues_of(book).items()}
    tied = all(len({scores[day].get(card) for card in mine[day][K - 1:]}) == 1 for day in over)
    diagnose("budget-not-kept", not (over and tied), lambda: (
        f"On {date(over[0])} there are {len(mine[over[0]])} alerts for a budget of {K}, since the last of them tie. The day has no more hours for that: the rule for ties decides who comes in."
    ))
    idle = [day for day, cards in known_alerts(book, K).items() if cards and not mine[day]]
    diagnose("budget-not-kept", not over and not (idle and len(pairs) <= K), lambda: (
        f"On {date((over + idle)[0])} there are {len(mine[(over + idle)[0]])} alerts, with a budget of {K} for each day and cards enough for it. Hours of a quiet day cannot be kept for a busy one: rank each day by itself."
    ))


@points(4, needs="test_a_queue_for_each_day")
def test_cards_of_the_day(submission, book):
    """The cards of the day, each with its highest score."""
    mine = alerts_of(submission.alert_queue(*book.tables, K), book)
    found, told = culprit(mine, book, CARDS), sentence(mine, book)
    first = min((day for day, cards in known_alerts(book, K).items() if mine[day] != cards), default=None)
    diagnose("other-days-counted", not follows(mine, book, by_other_days(book)), lambda: told(None,
             "Each card was ranked by the highest score that it has on any day, days off among them. A queue is made from the payments of its day.", first))
    diagnose("days-off-rolled", not follows(mine, book, *days_rolled(book)), lambda: told(None,
             "Payments of a day off were put into the queue of the next working day, or the last. They are nobody's work: a queue holds the payments of its own day.", first))
    diagnose("payments-not-cards", found != "payments-not-cards", lambda: told(found,
             "Payments were ranked, and a card with several took several places. The team calls a customer, not a payment: make it one row for each card and day, then rank."))
    diagnose("not-the-highest-score", found not in OTHER_SCORES, lambda: told(found, OTHER_SCORES[found]))
    diagnose("ids-cut", found != "ids-cut", lambda: told(found,
             "Two cards whose ids agree in their first digits or last bits were taken for one. Ids are int64: neither 32 bits nor a float hold them."))
    diagnose("local-days", found != "local-days", lambda: told(found,
             "A payment within an hour of midnight is on the wrong day: the days are those of a local clock. They begin at 00:00 UTC, as in `days`."))
    diagnose("edge-of-the-day", found != "edge-of-the-day", lambda: told(found,
             "A payment at 00:00:00 sharp, or in the last microsecond before it, is on the wrong day, or on none. A day has its first instant, and not that of the next."))
    diagnose("scores-rounded", found != "scores-rounded", lambda: told(found,
             "Two scores that differ by 0.000000001, or in their last bit only, were taken for equal: they were rounded, or held in 32 bits. Compare them as they are; who is in on the last place depends on it."))
    diagnose("scores-rounded", found != "scores-clipped", lambda: told(found,
             "Scores outside a range were taken for equal: they were clipped to it. A score may be any finite number; compare them as they are."))
    diagnose("card-checks-left-out", found != "card-checks-left-out", lambda: told(found,
             "A payment of 0 EUR was left out. It is how a stolen number is tried; it has a score, and it counts."))
    diagnose("budget-left-unused", found != "budget-left-unused", lambda: told(found,
             "The scores of this day are low, all of them, perhaps below 0, and that cost a card its place. There is no threshold: the highest of the day fill the budget."))
    refuse_wrong(mine, book, CARDS)


@points(4, needs="test_cards_of_the_day")
def test_known_cards_leave(submission, book):
    """A card that was known compromised when the day began is not in its queue; no other is left out."""
    mine = alerts_of(submission.alert_queue(*book.tables, K), book)
    found, told = culprit(mine, book, KNOWN), sentence(mine, book)
    diagnose("known-still-queued", found != "known-still-queued", lambda: told(found,
             "A card was told to be compromised before the day began, and is alerted all the same. Finding again what is known makes any model look good and helps nobody."))
    diagnose("known-later-left-out", found != "known-later-left-out", lambda: told(found,
             "A card was left out that was told only after this day. On that day it was the fraud to be found; a backtest that removes it has looked ahead."))
    diagnose("known-that-day-left-out", found != "known-that-day-left-out", lambda: told(found,
             "A card was left out, or some of its payments, that was told in the course of that day. The queue is made for the cards not known as the day begins."))
    diagnose("known-at-midnight", found != "midnight-not-known", lambda: told(found,
             "A card was told exactly at 00:00 of the day and is still in its queue. Known at that instant is known as the day begins."))
    diagnose("known-at-midnight", found != "midnight-rounded", lambda: told(found,
             "A card was told a microsecond after 00:00 and was left out that day. Compare the full instants."))
    diagnose("last-message-only", found != "last-message-only", lambda: told(found,
             "A card was told twice, before the day and after it, and only one of the two messages was read. It is known from the first on, wherever that stands in the table."))
    diagnose("places-given-away", found != "places-given-away", lambda: told(found,
             "Known cards were taken out after the ranking, and their places stayed empty. They leave the queue before it is ranked; the next in line move up."))
    diagnose("namesake-left-out", found != "namesake-left-out", lambda: told(found,
             "Another card, whose id differs in the last digit or by 2**32, was told to be compromised, and this one went with it. Look cards up by the whole int64, neither as floats nor in 32 bits."))
    refuse_wrong(mine, book, KNOWN)


@points(2, needs="test_known_cards_leave")
def test_ties(submission, book):
    """Equal scores: the larger amount first, then the smaller card id."""
    mine = alerts_of(submission.alert_queue(*book.tables, K), book)
    found, told = culprit(mine, book, TIES), sentence(mine, book)
    diagnose("tie-by-row-order", found != "tie-by-row-order", lambda: told(found,
             "Cards with equal scores stand in the order of the file, or against it. Then the same day gives another result tomorrow, and two people measure two precisions: the larger amount comes first."))
    diagnose("tie-by-another-amount", found != "tie-by-sum", lambda: told(found,
             "Between equal scores all amounts of the card were added up. The largest single amount of the day decides."))
    diagnose("tie-by-another-amount", found != "tie-by-amount-of-the-top", lambda: told(found,
             "Between equal scores only the amount of the highest-scored payment was looked at. The largest of all the card's payments of that day decides."))
    diagnose("tie-by-another-amount", found != "tie-by-rounded-amount", lambda: told(found,
             "Two amounts that differ by less than a cent, or by two cents in a million EUR, were taken for equal: they were rounded, or held in 32 bits. Compare them as they are."))
    diagnose("tie-by-label", found != "tie-by-label", lambda: told(found,
             "Between equal scores the card with the fraud comes first: `is_fraud` took part in the order. Nobody has it on the day itself, and it makes any model look better than it is."))
    diagnose("tie-by-card", found != "tie-by-turned-id", lambda: told(found,
             "Between equal amounts the smaller card id comes first, and ids below 0 are smaller than all others. Were they read as unsigned, or turned round by a minus? The least int64 has no opposite."))
    diagnose("tie-by-card", found != "tie-by-card", lambda: told(found,
             "Between equal scores the larger amount comes first, and between equal amounts the smaller card id; here it was the other way round, or one of the two was skipped, or ids were compared as floats, in which neighbours are equal."))
    refuse_wrong(mine, book, TIES)
    refuse_wrong(mine, book, EVERY)


@points(4, needs="test_ties")
def test_what_the_budget_bought(submission, book):
    """A row for each day, with what was in the queue and what was found."""
    mine, truth = report_of(submission.daily_report(*book.tables, K), book), known_report(book, K)
    wrong = [day for day in truth if not alike(mine[day], truth[day])]

    def counted(columns, *ways):
        """Whether these columns, and perhaps others with them, are what one of the ways gives."""
        at = [REPORT.index(name) - 1 for name in columns]
        for way in ways:
            theirs = known_report(book, K, way)
            if wrong and all(alike([mine[day][n] for n in at], [theirs[day][n] for n in at]) for day in truth) and any(
                    not alike([mine[day][n] for n in at], [truth[day][n] for n in at]) for day in truth):
                return False
        return True

    def told(text):
        day = wrong[0]
        at = next(n for n in range(7) if not alike(mine[day][n:n + 1], truth[day][n:n + 1]))
        return f"On {date(day)} {REPORT[at + 1]} is {mine[day][at]:.10g}, and {truth[day][at]:.10g} is right. {text}"

    diagnose("known-cards-counted", counted(["cards", "fraud_eur"], Counting(at_stake=lambda queue, every: every)), lambda: told(
        "Cards known as the day began are counted: what they lost nobody could find, and nobody had to."))
    diagnose("frauds-miscounted", counted(["found"], Counting(frauds=lambda cards: sum(p.fraud for one in cards for p in one.payments))), lambda: told(
        "Fraudulent payments are counted, not cards. An alert finds a card once."))
    diagnose("top-payment-only", counted(["found"], Counting(frauds=lambda cards: sum(max(one.payments, key=lambda p: p.score).fraud for one in cards))), lambda: told(
        "Only cards whose highest-scored payment is the fraud are counted. The analyst looks at the card: any fraud on it that day is found."))
    ever = {card for card, fraud in zip(book.payments["card_id"].tolist(), book.payments["is_fraud"].tolist(), strict=True) if fraud}
    diagnose("frauds-miscounted", counted(["frauds"], Counting(frauds=lambda cards: sum(one.card in ever for one in cards))), lambda: told(
        "A card is counted whose fraud was on another day, perhaps a day off. Whether an alert was right is a matter of that day's payments."))
    diagnose("frauds-miscounted", counted(["found"], Counting(frauds=lambda cards: sum(one.fraud_eur > 0 for one in cards))), lambda: told(
        "A card whose only fraud that day was a payment of 0 EUR is not counted. It is compromised all the same."))
    diagnose("top-payment-only", counted(["found_eur"], Counting(found_eur=of_the_top)), lambda: told(
        "Only the highest-scored payment of a card is in the amount found. The analyst looks at the card: all its fraudulent payments of that day are found."))
    diagnose("twins-dropped", counted(["fraud_eur"], Counting(fraud_eur=without_twins, found_eur=without_twins)), lambda: told(
        "Of two payments of a card in the same instant, of the same amount, one is missing from the EUR. They have two `payment_id`s: both were paid."))
    diagnose("over-the-alerts", counted(["precision"], Counting(over=lambda alerts, k: alerts)), lambda: told(
        "`found` was divided by the alerts there were. The team is paid for k looks a day, also when fewer cards are in the queue: divide by k."))
    diagnose("all-amounts-found", counted(["found_eur"], Counting(found_eur=lambda cards: sum(p.eur for one in cards for p in one.payments)),
                                          Counting(found_eur=lambda cards: sum(p.eur for one in cards if one.is_fraud for p in one.payments))), lambda: told(
        "Honest payments are in the amount found. What the owner bought was not saved."))
    only_eur = all(alike(mine[day][:5], truth[day][:5]) and max(abs(mine[day][n] - truth[day][n]) for n in (5, 6)) <= 2 for day in truth)
    diagnose("cents-lost", not (wrong and only_eur), lambda: told(
        "The amounts are off by cents: held in 32 bits, or rounded. Keep them in float64 as they are."))
    diagnose("wrong-report", not wrong, lambda: told(
        "Take this one day by hand: the cards in the queue, the first k of them, which of both have a fraudulent payment that day, and what those payments come to."))


@points(3, needs="test_what_the_budget_bought")
def test_three_numbers(submission, book):
    """Precision over all days, value over the whole period, and the area under precision and recall."""
    mine, truth = board_of(submission.summary(*book.tables, K)), known_summary(book, K)
    rows = np.array(list(known_report(book, K).values()), dtype=float)
    queue = [(one.score, one.is_fraud) for ranked, gone in queues_of(book).values() for one in ranked if one.card not in gone]
    every = [(one.score, one.is_fraud) for ranked, _ in queues_of(book).values() for one in ranked]
    alerted = [(one.score, one.is_fraud) for ranked, gone in queues_of(book).values() for one in first_without_the_gone(ranked, gone, K)]
    in_queue = [(p.score, p.fraud) for ranked, gone in queues_of(book).values() for one in ranked if one.card not in gone for p in one.payments]
    busy, paying = rows[:, 2] > 0, rows[:, 5] > 0

    def is_not(name, *others):
        right = close(mine[name], truth[name])
        return right or not any(close(mine[name], other) for other in others)

    def told(name, text):
        return f"{name} is {mine[name]:.6g}, and {truth[name]:.6g} is right. {text}"

    diagnose("precision-not-by-day", is_not("precision_at_k", rows[busy, 4].mean(), rows[rows[:, 0] > 0, 4].mean(), rows[rows[:, 3] > 0, 4].mean()), lambda: told("precision_at_k",
        "Days without fraud, or without payments, were left out of the average. The team was paid on them, too; a model does not get better by the days on which it had nothing to find."))
    diagnose("precision-not-by-day", is_not("precision_at_k", rows[:, 3].sum() / rows[:, 1].sum()), lambda: told("precision_at_k",
        "All found were divided by all alerts. Asked for is the mean of the days' precisions, each over k."))
    diagnose("mean-of-daily-rates", is_not("value_detection_rate", (rows[paying, 6] / rows[paying, 5]).mean(), (rows[paying, 6] / rows[paying, 5]).sum() / len(rows)), lambda: told("value_detection_rate",
        "Each day's rate was computed and then averaged: a day with 20 EUR of fraud weighs as much as one with 200,000. Add the amounts up first."))
    diagnose("wrong-summary", is_not("value_detection_rate", rows[:, 3].sum() / rows[:, 2].sum()), lambda: told("value_detection_rate",
        "That is a share of cards. The loss is in EUR: `found_eur` over `fraud_eur`."))
    diagnose("area-of-other-rows", is_not("pr_auc", known_area(in_queue)), lambda: told("pr_auc",
        "It ranks payments. The queue holds cards: one row for each card and day, with its highest score."))
    diagnose("area-of-other-rows", is_not("pr_auc", known_area(every)), lambda: told("pr_auc",
        "Cards that were known as the day began are ranked, too. They are not in the queue."))
    diagnose("area-of-other-rows", is_not("pr_auc", known_area(alerted)), lambda: told("pr_auc",
        "Only alerts are ranked. The area is about the whole queue, beyond any budget."))
    diagnose("another-area", is_not("pr_auc", *trapezoids(queue)), lambda: told("pr_auc",
        "The points of the curve were joined by straight lines, and precision does not run straight between them. Each step of recall counts with the precision reached at its end."))
    diagnose("another-area", is_not("pr_auc", roc(queue)), lambda: told("pr_auc",
        "That is the area under the ROC curve: it says how a fraud compares with an honest card, and hides how many honest ones there are."))
    merged = [known_area([(float(held(score)), fraud) for score, fraud in queue]) for held in (np.float32, *(lambda score, n=n: round(score, n) for n in range(13)))]
    diagnose("scores-rounded", is_not("pr_auc", *merged), lambda: told("pr_auc",
        "Scores were rounded, or held in 32 bits, and so different scores became one step. Each different score is a step of its own."))
    untied = [known_area([(place, fraud) for place, (_, fraud) in enumerate(sorted(queue, key=lambda one: (one[0], way * one[1])))]) for way in (1, -1)]
    diagnose("ties-as-steps", close(mine["pr_auc"], truth["pr_auc"]) or not min(untied) - NEAR <= mine["pr_auc"] <= max(untied) + NEAR, lambda: told("pr_auc",
        f"It is among the values that come out where cards with equal scores are taken one after the other: by their order anything from {min(untied):.4f} to {max(untied):.4f}. Equal scores are one step, whatever their order."))
    wrong = [name for name in BOARD if not close(mine[name], truth[name])]
    diagnose("wrong-summary", not wrong, lambda: told(wrong[0], "The brief has the formula; the parts are in your own daily report."))


@points(1, needs="test_three_numbers")
def test_in_a_payments_world(submission, seed, crowd):
    """All three functions over forty days of a payments world, at budgets of 1 and 30, and on a day with 300 cards."""
    held = alert_book(seed)
    world = Book(held.payments, held.known, held.days[20:60], {})
    for k in (1, 30):
        judge(submission.fresh(), world, k, "wrong-at-scale", f"In a payments world with a budget of {k}")
    judge(submission.fresh(), crowd, 200, "wrong-at-scale", "On a day with 300 cards, with a budget of 200")


@points(1, needs="test_in_a_payments_world")
def test_in_a_replay(submission, book):
    """The same answer whatever was asked before and however the rows stand; the arguments untouched; empty tables."""
    # what was asked before must not matter, nor what it was asked about be touched
    turned = Book(book.payments.assign(score=-book.payments["score"]), book.known, book.days, {})
    for function, read, known in (("alert_queue", alerts_of, known_alerts), ("daily_report", report_of, known_report)):
        both = submission.fresh().harness.twice(function, *book.tables, K)
        diagnose("inputs-changed", both["changed"] == [],
                 f"After your call of {function} {' and '.join(map(str, both['changed']))} is not what it was: its values, order, index or columns. The caller goes on with the tables: work on copies.")
        second = read(both["second"], turned)
        diagnose("kept-state", all(alike(second[day], theirs) for day, theirs in known(turned, K).items()),
                 f"{function} was called again in the same process, with all scores of the same table turned round, and its answer is not the right one for them. Keep nothing between calls: the same table, length or ids do not mean the same content.")
    shuffled = Book(book.payments.sort_values(["score", "card_id"]).set_axis(np.arange(len(book.payments))[::-1]), book.known[::-1], book.days, {})
    judge(submission, shuffled, K, "row-order-matters", "With the same rows in another order")
    some = book.days[:40]  # what is asked here shows on a few days; slow answers have their CPU for the rest
    honest = Book(book.payments.assign(is_fraud=False), book.known, some, {})
    judge(submission, honest, K, "what-cannot-be-said", "With no fraud in the whole period")
    checks = Book(book.payments.assign(amount_eur=book.payments["amount_eur"].mask(book.payments["is_fraud"], 0.0)), book.known, some, {})
    judge(submission, checks, K, "what-cannot-be-said", "With fraud of 0 EUR only, as card checks are")
    for name, bare in (("payments", Book(book.payments[:0], book.known, some, {})), ("known", Book(book.payments, book.known[:0], some, {})),
                       ("days", Book(book.payments, book.known, book.days[:0], {}))):
        judge(submission, bare, K, "empty-input", f"With `{name}` empty")


def judge(submission, book, k, diagnosis, circumstance):
    """All three functions against the truth; whatever is wrong is told as `diagnosis`."""
    with found_under(diagnosis, circumstance):
        mine, truth = alerts_of(submission.alert_queue(*book.tables, k), book), known_alerts(book, k)
        wrong = [day for day in truth if mine[day] != truth[day]]
        diagnose(diagnosis, not wrong, lambda: sentence(mine, book, k)(None, "", wrong[0]))
        rows, right = report_of(submission.daily_report(*book.tables, k), book), known_report(book, k)
        wrong = [day for day in right if not alike(rows[day], right[day])]
        diagnose(diagnosis, not wrong, lambda: f"on {date(wrong[0])} daily_report says {dict(zip(REPORT[1:], rows[wrong[0]], strict=True))}; {dict(zip(REPORT[1:], right[wrong[0]], strict=True))} is right.")
        said, board = board_of(submission.summary(*book.tables, k)), known_summary(book, k)
        wrong = [name for name in BOARD if not close(said[name], board[name])]
        diagnose(diagnosis, not wrong, lambda: f"{wrong[0]} is {said[wrong[0]]:.6g}, and {board[wrong[0]]:.6g} is right (nan: nothing can be said).")


# --- judging ---


def culprit(mine, book, group):
    """The mistake that explains what is wrong on the days of a group, the plainest first; None if nothing is wrong or nothing explains it."""
    suspects, truth = SUSPECTS[group], known_alerts(book, K)
    days = set().union(*(book.of_suspect[name] for name in suspects))
    wrong = {day for day in days if mine[day] != truth[day]}
    if not wrong:
        return None
    explained = {}
    for name, suspect in suspects.items():
        own = book.of_suspect[name]
        for rule in suspect.rules if wrong & own else ():
            theirs = known_alerts(book, K, rule)
            if all(mine[day] == theirs[day] for day in own):
                explained[name] = max(explained.get(name, 0), sum(mine[day] == theirs[day] for day in days))
    if explained:
        return max(explained, key=explained.get)
    return next((name for name in suspects if wrong <= book.of_suspect[name]), None)


OTHER_SCORES = {
    "score-summed": "A card with many payments comes before one with a worse one: its scores were added up, or counted. A busy card is no suspicious card; its highest score speaks.",
    "score-averaged": "A card with one very suspicious payment among harmless ones is too far down: its scores were averaged. Fraud hides among the owner's own purchases; the highest score speaks.",
    "one-payment-speaks": "A single payment of the card speaks for it (the first, the last or the largest), not the one with the highest score.",
}


def follows(mine, book, *rules):
    """Whether one of the rules gives what is wrong, on nearly all days on which something is: it may not be the only mistake."""
    wrong = [day for day, cards in known_alerts(book, K).items() if mine[day] != cards]
    alike = [sum(mine[day] == theirs[day] for day in wrong) for theirs in (known_alerts(book, K, rule) for rule in rules if wrong)]
    return max(alike, default=0) >= max(0.9 * len(wrong), 1)


def days_rolled(book):
    """The payments of days off go to the next working day, or to the last."""
    starts = book.starts()
    ahead = {day: starts[place] for day in every_day(book) if (place := bisect_left(starts, day)) < len(starts)}
    back = {day: starts[place] for day in every_day(book) if (place := bisect_left(starts, day + 1) - 1) >= 0}
    return [Rule(day=lambda p, to=to: to.get(p.at // DAY * DAY, p.at // DAY * DAY)) for to in (ahead, back)]


def every_day(book):
    return {at // DAY * DAY for at in micros(book.payments["scored_at"])}


def by_other_days(book):
    """Each card has the highest score that it ever has."""
    highest = {}
    for card, score in zip(book.payments["card_id"].tolist(), book.payments["score"].tolist(), strict=True):
        highest[card] = max(score, highest.get(card, score))
    return Rule(speaks=lambda rows: highest[rows[0].card])


def refuse_wrong(mine, book, group):
    truth = known_alerts(book, K)
    wrong = [day for name in SUSPECTS[group] for day in book.of_suspect[name] if mine[day] != truth[day]]
    diagnose("wrong-alerts", not wrong, lambda: sentence(mine, book)(None,
             "Take this one day by hand: its payments, one row for each card with its highest score, without the cards known as the day began, ranked.", min(wrong)))


def sentence(mine, book, k=K):
    """A function that tells the first wrong day of a suspect, and then what is behind it."""
    def told(name, text, day=None):
        truth = known_alerts(book, k)
        day = day if day is not None else min(day for day in book.of_suspect[name] if mine[day] != truth[day])
        place = next(n for n in range(k + 1) if mine[day][n:n + 1] != truth[day][n:n + 1])
        has = [f"card {cards[place]}" if place < len(cards) else "nobody" for cards in (mine[day], truth[day])]
        lines = [f"{score!r} at {at:%d %H:%M:%S.%f} of {eur:.2f} EUR" for card, at, score, eur in zip(
            book.payments["card_id"].tolist(), book.payments["scored_at"], book.payments["score"], book.payments["amount_eur"], strict=True)
            if place < len(truth[day]) and card == truth[day][place] and abs(at.value // 1000 - day) <= 2 * DAY]
        return f"On {date(day)}, rank {place + 1} is {has[0]}, and {has[1]} is right{' (scores ' + '; '.join(lines[:4]) + ')' if lines else ''}. {text}"
    return told


def of_the_top(cards):
    tops = [max(one.payments, key=lambda p: p.score) for one in cards]
    return sum(p.eur for p in tops if p.fraud)


def without_twins(cards):
    return sum(p.eur for one in cards for p in set(one.payments) if p.fraud)


def alike(mine, truth):
    """Alerts, or numbers to within half a cent and a millionth."""
    return len(mine) == len(truth) and all(close(a, b, HALF_A_CENT if n >= 5 else NEAR) for n, (a, b) in enumerate(zip(mine, truth, strict=True)))


def close(a, b, within=NEAR):
    return bool(abs(a - b) <= within) or (a != a and b != b)


def trapezoids(queue):
    """The area under straight lines between the points of the curve, from where it begins or from recall 0."""
    steps, hit, seen = [], 0, 0
    for score in sorted({score for score, _ in queue}, reverse=True):
        here = [fraud for other, fraud in queue if other == score]
        hit, seen = hit + sum(here), seen + len(here)
        steps.append((hit, hit / seen))
    return [float(np.trapezoid([p for _, p in line], [r / hit for r, _ in line])) for line in ([(0, 1.0), *steps], [(0, steps[0][1]), *steps], steps)]


def roc(queue):
    """How often a fraud is ranked above an honest card; equal scores count half."""
    bad, good = ([score for score, fraud in queue if fraud is kind] for kind in (True, False))
    return float(np.mean([(np.array(good) < score).mean() + (np.array(good) == score).mean() / 2 for score in bad]))


def date(day):
    return f"{pd.Timestamp(day, unit='us'):%Y-%m-%d}"


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
        raise Diagnosed(diagnosis, f"{circumstance}: {told}") from None


def framed(said, columns, what):
    """A DataFrame with exactly these columns."""
    diagnose("not-as-promised", isinstance(said, pd.DataFrame), f"{what} returned a {type(said).__name__}; a DataFrame was promised.")
    names = [str(name)[:40] for name in said.columns]
    missing = [name for name in columns if name not in names]
    diagnose("not-as-promised", not missing, f"{what} lacks {', '.join(missing)}.")
    extra = [name for name in names if name not in columns or names.count(name) > 1]
    diagnose("not-as-promised", not extra, f"{what} also holds {', '.join(extra[:5])}, or holds it twice: return what was agreed, no more.")
    return said


def days_of(said, what):
    """The days of a column, in microseconds."""
    try:
        return micros(pd.to_datetime(said["day"].astype("object"), utc=True))
    except (TypeError, ValueError, OverflowError):
        raise Diagnosed("not-as-promised", f"{what}: `day` came back as {said['day'].dtype} and cannot be read as midnights. Return the days as they stand in `days`.") from None


def whole(said, name, what):
    """A column of whole numbers as ints; floats will do where they hold them."""
    values = said[name]
    diagnose("not-as-promised", not len(values) or (getattr(values.dtype, "kind", "O") in "iuf" and bool(values.notna().all())),
             f"{what}: {name} came back as {values.dtype}, or with missing values. It holds whole numbers, none missing.")
    return [int(one) if float(one).is_integer() else float(one) for one in values.tolist()]


def alerts_of(said, book):
    """The cards alerted on each day, by rank."""
    what = "alert_queue"
    framed(said, QUEUE, what)
    starts, days, cards, ranks = book.starts(), days_of(said, what), whole(said, "card_id", what), whole(said, "rank", what)
    diagnose("wrong-alerts", bool(cards) or not len(book.payments) or not starts, "alert_queue has no rows, and there are cards in the queue on nearly all days.")
    strange = [day for day in days if day not in set(starts)]
    diagnose("day-not-worked", not strange, lambda: (
        f"There are alerts on {date(strange[0])}, which is not in `days`. Payments of other days, Sundays say, are nobody's work."
    ))
    cards_there = set(book.payments["card_id"].tolist())
    odd = [card for card in cards if card not in cards_there]
    diagnose("ids-cut", not odd, lambda: (
        f"Card {odd[0]} is alerted, and no payment has such a card_id. Ids use all of int64: 32 bits and floats cannot hold them, and a position is no id."
    ))
    places = {day: number for number, day in enumerate(starts)}
    by_day = {day: [] for day in starts}
    in_order = True
    for number, (day, card, rank) in enumerate(zip(days, cards, ranks, strict=True)):
        in_order = in_order and rank == len(by_day[day]) + 1 and (not number or places[days[number - 1]] <= places[day])
        by_day[day].append(card)
    diagnose("not-ranked", in_order, "alert_queue stands day by day in the order of `days`, and within a day by rank: 1, 2, 3 and so on, without gaps or repeats, one row for each alert.")
    return by_day


def report_of(said, book):
    """The seven numbers of each day."""
    what = "daily_report"
    framed(said, REPORT, what)
    starts, days = book.starts(), days_of(said, what)
    lost = [day for day in starts if day not in set(days)]
    diagnose("days-not-as-given", not lost, lambda: f"daily_report has no row for {date(lost[0])}. Every day of `days` has one, also a day without fraud, without alerts or without payments: the team was there.")
    diagnose("days-not-as-given", days == starts, lambda: f"daily_report has {len(days)} rows for {len(starts)} days: one row for each day of `days`, in that order.")
    columns = [whole(said, name, what) for name in WHOLE]
    for name in REAL:
        diagnose("not-as-promised", not len(said) or (getattr(said[name].dtype, "kind", "O") in "iuf" and bool(said[name].notna().all())), f"{what}: {name} came back as {said[name].dtype}, or with missing values. It is a number on every day; where there is nothing, it is 0.")
        columns.append([float(value) for value in said[name].tolist()])
    return {day: tuple(column[n] for column in columns) for n, day in enumerate(starts)}


def board_of(said):
    """The three numbers, as floats; NaN may stand for one of which nothing can be said."""
    diagnose("not-as-promised", isinstance(said, dict), f"summary returned a {type(said).__name__}; a dict was promised.")
    missing = [name for name in BOARD if name not in said]
    diagnose("not-as-promised", not missing, f"summary lacks {', '.join(missing)}.")
    for name in BOARD:
        diagnose("not-as-promised", isinstance(said[name], int | float | np.integer | np.floating) and not isinstance(said[name], bool),
                 f"summary: {name} is a {type(said[name]).__name__}. It is a float, NaN where nothing can be said.")
    return {name: float(said[name]) for name in BOARD}
