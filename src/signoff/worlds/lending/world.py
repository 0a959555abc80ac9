"""The lending world as a whole: the tables the lender holds on the day the data was drawn, and the truth behind them."""

from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar

import numpy as np
import pandas as pd

from signoff.worlds.draw import Bools, Floats, Ints, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import CAUSE, STATUS
from signoff.worlds.lending.config import PRESETS, LendingConfig
from signoff.worlds.lending.economy import base_rates, shock
from signoff.worlds.lending.offers import Offers, offers
from signoff.worlds.lending.people import People, people
from signoff.worlds.lending.policy import NONE, Decided, decide, instalment
from signoff.worlds.lending.repayment import (
    DEFAULT,
    WINDOW,
    Risk,
    balance,
    course,
    exposure,
    outlook,
    risk,
)
from signoff.worlds.lending.requests import Requests, requests
from signoff.worlds.lending.snapshots import Bureau, Credit, InHand, State, bureau, dated_back, in_hand
from signoff.worlds.lending.times import DAY, HOUR, instant, month_of, month_starts, months, starts
from signoff.worlds.settings import checked_seed
from signoff.worlds.tables import NO_TIME, dictionary

_T = TypeVar("_T", Requests, Decided)

_FILE_CLOSES = 2 * DAY + 5 * HOUR  # after the month-end
_RESTATED_MONTHS = 3  # of the bureau, before the decision
_AGES = np.array([25, 35, 45, 55, 62])


@dataclass(frozen=True)
class LendingTruth:
    """What nobody at the lender can see; the dictionary has the columns."""

    people: pd.DataFrame
    applications: pd.DataFrame
    restatements: pd.DataFrame


@dataclass(frozen=True)
class LendingWorld:
    """A consumer lender over four years: the tables it holds when the data is drawn, and the truth behind them.

    Times are UTC, money EUR; `dictionary.toml` beside this file has every column. Simulated: no row describes a real
    person, and the groups stand for none.
    """

    id: ClassVar[str] = "lending"

    config: LendingConfig
    seed: int
    applicants: pd.DataFrame
    protected: pd.DataFrame
    applications: pd.DataFrame
    bureau: pd.DataFrame
    decisions: pd.DataFrame
    offers: pd.DataFrame
    loans: pd.DataFrame
    performance: pd.DataFrame
    outcomes: pd.DataFrame
    defaults: pd.DataFrame
    economy: pd.DataFrame
    truth: LendingTruth


def simulate(config: LendingConfig = PRESETS["course"], seed: int = 0) -> LendingWorld:
    """A world, whole. The same configuration and seed give the same tables.

    Raises:
        WorldError: the seed is no whole number from 0 on.
    """
    persons = people(config, checked_seed(seed))
    asked = requests(config, seed, persons)
    credit = Credit(config, seed, persons)
    files = bureau(config, seed, persons, asked, credit)
    known = in_hand(files, persons, asked.who, asked.scored_at)
    decided = decide(config, seed, persons, asked, known)
    offered = offers(config, seed, persons, asked, known, decided)
    kept = _came(asked, offered)
    asked, decided, offered = _take(asked, kept), _take(decided, kept), offered.kept(kept)
    known = InHand(known.row[kept], known.available_at[kept], known.state.take(kept))
    chance = risk(persons, asked, credit.state(asked.who, months(asked.at)))
    book = _book(config, seed, persons, asked, offered, chance)
    return _world(config, seed, persons, asked, files, known, decided, offered, chance, book)


@dataclass(frozen=True)
class _Book:
    """What became of each application, booked or not; times in microseconds, months on book, 0 for none."""

    number: Ints  # of the application, by time
    paid_out: Ints
    due_day: Ints
    default_month: Ints  # at any age, of what was followed
    lgd: Floats
    performance: dict[str, Ints]
    early: Bools  # two instalments unpaid at one of the first three month-ends
    end_month: Ints  # last month on book that was followed


def _take(rows: _T, kept: Ints | Bools) -> _T:
    return type(rows)(**{one.name: getattr(rows, one.name)[kept] for one in fields(rows)})


def _came(asked: Requests, offered: Offers) -> Bools:
    """Applications that came: those of people who hold no loan yet."""
    kept, holds = np.ones(len(asked), dtype=bool), np.zeros(int(asked.who.max()) + 1, dtype=bool)
    for turn in range(int(asked.turn.max()) + 1):
        rows = np.flatnonzero(asked.turn == turn)
        kept[rows] = ~holds[asked.who[rows]]
        holds[asked.who[rows[kept[rows] & offered.booked[rows]]]] = True
    return kept


def _book(config: LendingConfig, seed: int, persons: People, asked: Requests, offered: Offers, chance: Risk) -> _Book:
    """Pay out, follow every loan to its end or to the end of the data, and everybody else through the window."""
    rng = stream(seed, "lending", "book")
    size = len(asked)
    paid_out = offered.answered_at + (rng.uniform(4, 60, size) * HOUR).astype(np.int64)
    month = months(paid_out)
    closed = months(np.array([instant(config.seen_on) - _FILE_CLOSES - 1]))[0]
    seen = closed - month - 1  # months whose file has closed
    last = np.where(offered.booked, np.maximum(seen, WINDOW), WINDOW)
    last = np.minimum(last, offered.term)
    planted = np.full(len(cases.CASES), -1, dtype=np.int64)
    first = np.searchsorted(asked.who, np.arange(len(cases.CASES)))
    planted[:] = np.where(offered.booked[first], first, -1)
    default_month, early = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool)
    rows: dict[str, list[Ints]] = {name: [] for name in ("loan", "month", "before", "unpaid", "repaid")}
    for one in course(config, seed, chance, month, last, planted):
        gone = one.unpaid >= DEFAULT
        default_month[one.loan[gone]] = one.number
        if one.number <= 3:
            early[one.loan[one.unpaid >= 2]] = True
        shown = offered.booked[one.loan] & (one.number <= seen[one.loan])
        for name, values in (("loan", one.loan), ("month", np.full(len(one.loan), one.number)), ("before", one.before),
                             ("unpaid", one.unpaid), ("repaid", one.repaid.astype(np.int64))):  # fmt: skip
            rows[name].append(values[shown])
    lgd = np.clip(rng.beta(1.2 * chance.expected_lgd + 0.4, 1.2 * (1 - chance.expected_lgd) + 0.4), 0.02, 1.0)
    order = np.argsort(asked.at, kind="stable")
    number = np.empty(size, dtype=np.int64)
    number[order] = np.arange(size)
    return _Book(
        number=number,
        paid_out=paid_out,
        due_day=rng.integers(5, 26, size),
        default_month=default_month,
        lgd=lgd,
        performance={name: np.concatenate(held) for name, held in rows.items()},
        early=early,
        end_month=seen,
    )


def _world(
    config: LendingConfig,
    seed: int,
    persons: People,
    asked: Requests,
    files: Bureau,
    known: InHand,
    decided: Decided,
    offered: Offers,
    chance: Risk,
    book: _Book,
) -> LendingWorld:
    frame, order = dictionary("lending").frame, np.argsort(book.number)
    ids = 1_000_000 + book.number * 3
    who, loans = asked.who, np.flatnonzero(offered.booked & (book.paid_out < instant(config.seen_on)))
    loans = loans[np.argsort(book.number[loans])]
    defaulted_at = _default_times(book)
    deliveries, restatements = _deliveries(config, persons, asked, files, offered, book, defaulted_at)
    return LendingWorld(
        config=config,
        seed=seed,
        applicants=frame("applicants", {"applicant_id": persons.ids, "area": persons.area}),
        protected=frame("protected", {
            "applicant_id": persons.ids,
            "sex": persons.sex,
            "age_band": np.searchsorted(_AGES, persons.age, side="right"),
            "ethnic_group": np.where(persons.group_stated, persons.group, NONE),
        }),
        applications=frame("applications", {
            name: values[order] for name, values in {
                "application_id": ids, "applicant_id": persons.ids[who], "applied_at": asked.at,
                "channel": asked.channel, "purpose": asked.purpose, "amount_eur": asked.amount,
                "term_months": asked.term, "income_eur": persons.income[who], "employment": persons.employment[who],
                "months_employed": persons.months_employed[who], "housing": persons.housing[who],
                "months_at_address": persons.months_at_address[who], "age": persons.age[who],
                "dependants": persons.dependants[who], "address_score": asked.address_score,
                "account_stability": asked.account_stability,
            }.items()
        }),
        bureau=deliveries,
        decisions=frame("decisions", {
            name: values[order] for name, values in {
                "application_id": ids, "scored_at": asked.scored_at, "decided_at": decided.decided_at,
                "policy_version": decided.version, "action": decided.action, "path": decided.path,
                "reason": decided.reason,
                "score": np.where(decided.score == NONE, np.nan, decided.score.astype(float)),
                "propensity": decided.propensity, "latency_ms": decided.latency,
            }.items()
        }),
        offers=_offers(ids, book, offered),
        loans=frame("loans", {
            "loan_id": _loan_ids(book, loans), "application_id": ids[loans],
            "offer_id": offered.taken_id[loans], "disbursed_at": book.paid_out[loans],
            "amount_eur": offered.amount[loans], "term_months": offered.term[loans], "apr": offered.apr[loans],
            "instalment_eur": instalment(offered.amount, offered.apr, offered.term)[loans].round(2),
            "due_day": book.due_day[loans],
        }),
        performance=_performance(book, offered),
        outcomes=_outcomes(config, book, loans, defaulted_at),
        defaults=_defaults(config, seed, book, loans, offered, defaulted_at),
        economy=_economy(config),
        truth=LendingTruth(
            people=frame("people", {
                "applicant_id": persons.ids, "ethnic_group": persons.group, "standing": persons.standing,
                "resilience": persons.resilience, "frailty": persons.frailty, "has_file": persons.has_file,
            }, side="truth"),
            applications=_truth(config, asked, files, known, decided, offered, chance, book, ids),
            restatements=restatements,
        ),
    )  # fmt: skip


def _loan_ids(book: _Book, rows: Ints) -> Ints:
    return 5_000_000 + book.number[rows] * 2


def _month_end(book: _Book, row: Ints, month: Ints) -> Ints:
    """The first instant after a month on book."""
    return starts(months(book.paid_out[row]) + month + 1)


def _default_times(book: _Book) -> Ints:
    """90 days after the oldest unpaid instalment fell due; NO_TIME without default."""
    found = np.full(len(book.number), NO_TIME)
    rows = np.flatnonzero(book.default_month > 0)
    due = starts(months(book.paid_out[rows]) + book.default_month[rows] - DEFAULT + 1) + (book.due_day[rows] - 1) * DAY
    found[rows] = due + 90 * DAY
    return found


def _offers(ids: Ints, book: _Book, offered: Offers) -> pd.DataFrame:
    order = np.lexsort((offered.each_turn, book.number[offered.each_row]))
    row = offered.each_row[order]
    return dictionary("lending").frame("offers", {
        "offer_id": offered.each_id[order], "application_id": ids[row], "offered_at": offered.offered_at[row],
        "amount_eur": offered.each_amount[order], "term_months": offered.each_term[order],
        "list_apr": offered.each_list_apr[order], "apr": offered.each_apr[order],
        "taken": offered.each_taken[order], "answered_at": offered.answered_at[row],
    })  # fmt: skip


def _performance(book: _Book, offered: Offers) -> pd.DataFrame:
    held = book.performance
    order = np.lexsort((held["month"], book.number[held["loan"]]))
    row, month, unpaid, before = (held[name][order] for name in ("loan", "month", "unpaid", "before"))
    repaid = held["repaid"][order] == 1
    amount, apr, term = offered.amount[row], offered.apr[row], offered.term[row]
    repaid |= (month >= term) & (unpaid == 0)
    month_end = _month_end(book, row, month)
    oldest = starts(months(book.paid_out[row]) + month - unpaid + 1) + (book.due_day[row] - 1) * DAY
    days = np.where(unpaid > 0, (month_end - oldest) // DAY, 0)
    owed = np.where(repaid, 0.0, balance(amount, apr, term, np.maximum(month - unpaid, 0)))
    paid = np.maximum(before + 1 - unpaid, 0) * instalment(amount, apr, term)
    paid = np.where(repaid & (month < term), balance(amount, apr, term, month - 1) * (1 + apr / 12), paid)
    status = np.select(
        [unpaid >= DEFAULT, repaid, unpaid > 0],
        [STATUS["defaulted"], STATUS["repaid"], STATUS["arrears"]],
        STATUS["current"],
    )
    return dictionary("lending").frame("performance", {
        "loan_id": _loan_ids(book, row), "month_on_book": month, "event_time": month_end,
        "available_at": month_end + _FILE_CLOSES, "days_past_due": days, "balance_eur": owed.round(2),
        "paid_eur": paid.round(2), "status": status,
    })  # fmt: skip


def _outcomes(config: LendingConfig, book: _Book, loans: Ints, defaulted_at: Ints) -> pd.DataFrame:
    seen = instant(config.seen_on)
    early_at = _month_end(book, loans, np.full(len(loans), 3)) + _FILE_CLOSES
    matures = _month_end(book, loans, np.full(len(loans), WINDOW)) + _FILE_CLOSES
    bad = (book.default_month[loans] > 0) & (book.default_month[loans] <= WINDOW)
    at = np.where(bad, _next_night(defaulted_at[loans]), matures)
    known, early_known = at < seen, early_at < seen
    return dictionary("lending").frame("outcomes", {
        "loan_id": _loan_ids(book, loans),
        "early_arrears": np.where(early_known, book.early[loans], np.nan),
        "early_known_at": np.where(early_known, early_at, NO_TIME),
        "matures_at": matures,
        "defaulted": np.where(known, bad, np.nan),
        "known_at": np.where(known, at, NO_TIME),
    })  # fmt: skip


def _next_night(at: Ints) -> Ints:
    return (at // DAY + 1) * DAY + 3 * HOUR


def _defaults(
    config: LendingConfig, seed: int, book: _Book, loans: Ints, offered: Offers, defaulted_at: Ints
) -> pd.DataFrame:
    rng = stream(seed, "lending", "workout")
    seen = instant(config.seen_on)
    length = (np.exp(np.log(520) + 0.35 * rng.standard_normal(len(book.number))) * DAY).astype(np.int64)
    rows = loans[(book.default_month[loans] > 0)]
    rows = rows[_next_night(defaulted_at[rows]) < seen]
    owed = exposure(offered.amount[rows], offered.apr[rows], offered.term[rows], book.default_month[rows])
    closes = defaulted_at[rows] + length[rows]
    closed = closes < seen
    progress = np.clip((seen - defaulted_at[rows]) / length[rows], 0, 1)
    return dictionary("lending").frame("defaults", {
        "loan_id": _loan_ids(book, rows), "defaulted_at": defaulted_at[rows],
        "available_at": _next_night(defaulted_at[rows]), "exposure_eur": owed.round(2),
        "recovered_eur": (owed * (1 - book.lgd[rows]) * progress**0.8).round(2),
        "closed_at": np.where(closed, closes, NO_TIME),
        "loss_given_default": np.where(closed, book.lgd[rows], np.nan),
    })  # fmt: skip


def _economy(config: LendingConfig) -> pd.DataFrame:
    first, last = month_of(config.start) - 3, month_of(config.seen_on)
    month = np.arange(first, last)
    ends = month_starts(first + 1, last)
    published = ends + 42 * DAY
    seen = published < instant(config.seen_on)
    return dictionary("lending").frame("economy", {
        "event_time": ends[seen], "available_at": published[seen],
        "unemployment_pct": (5.6 + 2.4 * shock(config, month)).round(1)[seen],
        "base_rate": base_rates(month)[seen],
    })  # fmt: skip


def _deliveries(
    config: LendingConfig,
    persons: People,
    asked: Requests,
    files: Bureau,
    offered: Offers,
    book: _Book,
    defaulted_at: Ints,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The bureau's rows: first reports, corrections, and months dated back after arrears on our own loans."""
    seen = instant(config.seen_on)
    sent = np.flatnonzero(files.sent)
    fixed = np.flatnonzero(files.sent & (files.corrected_at != NO_TIME))
    bad = np.flatnonzero(offered.booked & (book.default_month > 0) & persons.has_file[asked.who])
    back = np.arange(_RESTATED_MONTHS)
    who, asked_month = asked.who[bad], months(asked.at[bad])  # noqa: PD008 (not a frame)
    rows = (files.first_row[who] + asked_month - files.first_month[who])[:, None] - back
    when = np.repeat(defaulted_at[bad] - 20 * DAY, _RESTATED_MONTHS) + (rows.ravel() % 15) * DAY + 6 * HOUR
    rows, there = rows.ravel(), files.sent[rows.ravel()]
    rows, when = rows[there], when[there]
    # Nothing is dated back before it was first delivered and corrected.
    when = np.maximum(
        when,
        np.maximum(files.available_at[rows], np.where(files.corrected_at[rows] == NO_TIME, 0, files.corrected_at[rows]))
        + DAY,
    )
    newest = _merged(files.measured, files.corrected, files.corrected_at != NO_TIME, rows)
    parts = (
        (sent, files.available_at[sent], files.measured.take(sent), np.full(len(sent), NONE)),
        (fixed, files.corrected_at[fixed], files.corrected.take(fixed), files.cause[fixed]),
        (rows, when, dated_back(newest), np.full(len(rows), CAUSE["arrears_dated_back"])),
    )
    row = np.concatenate([one[0] for one in parts])
    at = np.concatenate([one[1] for one in parts])
    cause = np.concatenate([one[3] for one in parts])
    state = State(**{
        one.name: np.concatenate([getattr(part[2], one.name) for part in parts]) for one in fields(State)
    })  # fmt: skip
    shown = np.flatnonzero(at < seen)
    shown = shown[np.lexsort((at[shown], files.month[row[shown]], files.who[row[shown]]))]
    row, at, cause, state = row[shown], at[shown], cause[shown], state.take(shown)
    measured_at, ids = starts(files.month[row]), persons.ids[files.who[row]]
    deliveries = dictionary("lending").frame("bureau", {
        "applicant_id": ids, "event_time": measured_at, "available_at": at, "utilisation": state.utilisation,
        "delinquencies_24m": state.delinquencies, "inquiries_6m": state.inquiries,
        "months_on_file": state.months_on_file, "open_accounts": state.open_accounts, "debt_eur": state.debt,
        "payments_eur": state.payments, "insolvency": state.insolvency, "bureau_score": state.bureau_score,
    })  # fmt: skip
    later = cause != NONE
    restatements = dictionary("lending").frame("restatements", {
        "applicant_id": ids[later], "event_time": measured_at[later], "available_at": at[later], "cause": cause[later],
    }, side="truth")  # fmt: skip
    return deliveries, restatements


def _merged(first: State, last: State, fixed: Bools, rows: Ints) -> State:
    return State(**{
        one.name: np.where(fixed[rows], getattr(last, one.name)[rows], getattr(first, one.name)[rows])
        for one in fields(State)
    })  # fmt: skip


def _truth(
    config: LendingConfig,
    asked: Requests,
    files: Bureau,
    known: InHand,
    decided: Decided,
    offered: Offers,
    chance: Risk,
    book: _Book,
    ids: Ints,
) -> pd.DataFrame:
    """What was true of each application, and what would have happened had it been booked."""
    order = np.argsort(book.number)
    paid_out = months(book.paid_out)
    chain = outlook(config, chance, paid_out)
    calm = outlook(config, chance, paid_out, calm=True).within_window
    by_month = np.stack([
        exposure(offered.amount, offered.apr, offered.term, np.full(len(ids), number)) for number in range(1, WINDOW + 1)
    ], axis=1)  # fmt: skip
    expected = (chain.by_month * by_month).sum(axis=1) / chain.within_window
    month = np.where(book.default_month <= WINDOW, book.default_month, 0)
    bad = month > 0
    lost = np.where(bad, exposure(offered.amount, offered.apr, offered.term, month) * book.lgd, 0.0)
    planted = np.zeros(len(ids), dtype=np.int64)
    first = np.searchsorted(asked.who, np.arange(len(cases.CASES)))
    planted[first] = 1 + np.arange(len(cases.CASES))
    row = known.row.clip(0)
    columns = {
        "application_id": ids,
        "planted": planted,
        "bureau_event_time": np.where(known.known, starts(files.month[row]), NO_TIME),
        "bureau_available_at": np.where(known.known, known.available_at, NO_TIME),
        "pd_12m": chain.within_window,
        "pd_12m_calm": calm,
        "expected_exposure_eur": expected.round(2),
        "expected_lgd": chance.expected_lgd,
        "amount_eur": offered.amount,
        "apr": offered.apr,
        "term_months": offered.term,
        "would_take": offered.would_take,
        "default_month": np.where(bad, month.astype(float), np.nan),
        "would_default": bad,
        "loss_given_default": book.lgd,
        "loss_eur": lost.round(2),
    }
    return dictionary("lending").frame(
        "applications", {name: values[order] for name, values in columns.items()}, side="truth"
    )
