"""The bureau's monthly files: what is true of each person, what was measured, when it came, and what was corrected."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, expand, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import CAUSE
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.people import People
from signoff.worlds.lending.requests import Requests
from signoff.worlds.lending.times import DAY, HOUR, MINUTE, months, starts
from signoff.worlds.tables import NO_TIME

BEFORE, AFTER = 6, 3
"""Months of files before a person's first application and after the last."""
_DELIVERED = 5  # days after the month-end
_LATE_FILE, _LATE_FILE_DAYS = 0.06, 17  # share of whole months that come late, and by how much
_LATE, _VERY_LATE = 0.10, 0.03  # of single deliveries
_INCOMPLETE = 0.03  # of a month's file: the person is not in it
_SELDOM = 0.08  # people whose lenders report every other month


@dataclass(frozen=True)
class State:
    """What is true of a person's credit in a month; one entry per row asked for."""

    utilisation: Floats
    delinquencies: Ints
    inquiries: Ints
    months_on_file: Ints
    open_accounts: Ints
    debt: Floats
    payments: Floats
    insolvency: Bools
    bureau_score: Ints

    def take(self, rows: Ints | Bools) -> "State":
        return State(**{name: values[rows] for name, values in vars(self).items()})


@dataclass(frozen=True)
class Bureau:
    """Every delivery, sorted by person and month; a person's months are a run without gaps, `sent` says which came.

    Attributes:
        first_row, first_month: per person, where the run starts and with which month.
        who, month: per row; the month is the one in which the month-end's file is delivered.
        sent: the person was in that month's file at all.
        available_at: of the first version.
        measured: as first reported.
        corrected_at: when the correction arrived; `NO_TIME` where there is none.
        corrected: as corrected, where there is a correction; otherwise as first reported.
        cause: of the correction, a position in the dictionary's values.
    """

    first_row: Ints
    first_month: Ints
    who: Ints
    month: Ints
    sent: Bools
    available_at: Ints
    measured: State
    corrected_at: Ints
    corrected: State
    cause: Ints


@dataclass(frozen=True)
class InHand:
    """What the lender had of the bureau at each scoring; `row` is -1 and the state means nothing where it had nothing."""

    row: Ints
    available_at: Ints
    state: State

    @property
    def known(self) -> Bools:
        return self.row >= 0


@dataclass(frozen=True)
class _Traits:
    """What is lasting about each person's credit: centres, and how they move from month to month."""

    utilisation: Floats
    utilisation_trend: Floats
    delinquencies: Ints
    new_delinquency: Ints
    """Month, counted from the first application, in which one more is added; a large number is never."""
    inquiries: Ints
    months_on_file: Ints
    open_accounts: Ints
    burden: Floats
    """Log-odds of the share of income that is due to other lenders."""
    burden_trend: Floats
    months_to_repay: Floats
    insolvency: Bools
    score_noise: Floats


class Credit:
    """The true course of everybody's credit: ask for the state of people in months."""

    def __init__(self, config: LendingConfig, seed: int, people: People) -> None:
        self._people = people
        self._asked = months(people.first_at)
        self._traits = _traits(seed, people)

    def state(self, who: Ints, month: Ints, *, noise: np.random.Generator | None = None) -> State:
        """The truth, or with `noise` what the bureau measures.

        Args:
            who: positions of people.
            month: of each.
            noise: where errors of measurement come from.
        """
        traits, since = self._traits, month - self._asked[who]
        wobble = (0.13, 0.08) if noise is not None else (0.0, 0.0)
        drawn = noise.standard_normal((2, len(who))) if noise is not None else np.zeros((2, 1))
        used = traits.utilisation[who] + traits.utilisation_trend[who] * since + wobble[0] * drawn[0]
        burden = traits.burden[who] + traits.burden_trend[who] * since + wobble[1] * drawn[1]
        payments = self._people.income[who] * 0.55 / (1 + np.exp(-burden))
        state = State(
            utilisation=(1.08 / (1 + np.exp(-used))).round(3),
            delinquencies=traits.delinquencies[who] + (since >= traits.new_delinquency[who]),
            inquiries=traits.inquiries[who] + (since > 0),
            months_on_file=(traits.months_on_file[who] + since).clip(1),
            open_accounts=traits.open_accounts[who],
            debt=(payments * traits.months_to_repay[who]).round(0),
            payments=payments.round(0),
            insolvency=traits.insolvency[who],
            bureau_score=np.zeros(len(who), dtype=np.int64),
        )
        return _scored(state, traits.score_noise[who])


def bureau(config: LendingConfig, seed: int, people: People, asked: Requests, credit: Credit) -> Bureau:
    """All deliveries around the applications, with the corrections that have nothing to do with our loans."""
    rng = stream(seed, "lending", "bureau")
    first_month = months(people.first_at) - BEFORE
    last_month = np.zeros(len(people), dtype=np.int64)
    np.maximum.at(last_month, asked.who, months(asked.at))
    counts = last_month + AFTER - first_month + 1
    counts[~people.has_file] = 0
    who, within = expand(counts)
    first_row = np.cumsum(counts) - counts
    month = first_month[who] + within
    measured = credit.state(who, month, noise=rng)
    size = len(who)

    seldom = rng.random(len(people)) < _SELDOM
    sent = rng.random(size) >= _INCOMPLETE
    sent &= ~(seldom[who] & ((month + who) % 2 == 0))
    available_at = starts(month) + _delays(rng, seed, month)
    corrected, corrected_at, cause = _corrections(config, rng, people, measured, available_at)
    asked_month = BEFORE  # rows of planted people, counted from their first
    planted = first_row[: len(cases.CASES)]
    for name in cases.CASES:
        number = cases.person(name)[0]
        if not people.has_file[number]:
            continue
        rows = planted[number] + np.arange(counts[number])
        sent[rows] = True
        corrected_at[rows] = NO_TIME
        available_at[rows] = starts(month[rows]) + _DELIVERED * DAY + 6 * HOUR
        newest = rows[asked_month]
        if name == "corrected_before":
            corrected_at[newest] = available_at[newest] + 6 * DAY
        elif name == "corrected_after":
            corrected_at[newest] = people.first_at[number] + 9 * DAY
        elif name == "file_incomplete":
            sent[rows[asked_month - 1 : asked_month + 1]] = False
    sent &= available_at > 0
    corrected_at[~sent] = NO_TIME
    return Bureau(first_row, first_month, who, month, sent, available_at, measured, corrected_at, corrected, cause)


def in_hand(bureau: Bureau, people: People, who: Ints, at: Ints) -> InHand:
    """For each person and instant the newest month that had arrived, in the last version that had arrived."""
    position = months(at) - bureau.first_month[who]
    found = np.full(len(who), -1, dtype=np.int64)
    has_file = people.has_file[who]
    for back in range(BEFORE + 1):
        look = has_file & (found < 0) & (position - back >= 0)
        rows = bureau.first_row[who[look]] + position[look] - back
        there = bureau.sent[rows] & (bureau.available_at[rows] <= at[look])
        found[np.flatnonzero(look)[there]] = rows[there]
    rows = found.clip(0)
    fixed = (bureau.corrected_at[rows] != NO_TIME) & (bureau.corrected_at[rows] <= at)
    first, last = bureau.measured.take(rows), bureau.corrected.take(rows)
    state = State(**{name: np.where(fixed, getattr(last, name), value) for name, value in vars(first).items()})
    arrived = np.where(fixed, bureau.corrected_at[rows], bureau.available_at[rows])
    return InHand(found, np.where(found >= 0, arrived, NO_TIME), state)


def dated_back(state: State, *, delinquencies: int = 2, score_loss: int = 70) -> State:
    """The same months with arrears that were not there when they were first reported."""
    return State(**{
        **vars(state),
        "delinquencies": state.delinquencies + delinquencies,
        "utilisation": (state.utilisation + (1.08 - state.utilisation) * 0.35).round(3),
        "bureau_score": (state.bureau_score - score_loss).clip(300),
    })  # fmt: skip


def _traits(seed: int, people: People) -> _Traits:
    rng = stream(seed, "lending", "credit")
    size, standing = len(people), people.standing
    normal = rng.standard_normal((5, size))
    on_file = ((people.age - 17) * 12 * rng.beta(2.2, 1.6, size)).astype(np.int64).clip(2)
    delinquencies = rng.poisson(np.exp(-1.25 - 0.55 * standing + 0.75 * normal[0])).clip(0, 12)
    grows = rng.random(size) < 0.05 * np.exp(-0.4 * standing)
    traits = _Traits(
        utilisation=-0.75 - 0.62 * standing + 0.95 * normal[1],
        utilisation_trend=0.035 * normal[2],
        delinquencies=delinquencies,
        new_delinquency=np.where(grows, rng.integers(-BEFORE, BEFORE, size), 10_000),
        inquiries=rng.poisson(np.exp(0.15 - 0.25 * standing + 0.45 * normal[3])).clip(0, 12),
        months_on_file=on_file,
        open_accounts=1 + rng.poisson(np.exp(0.55 + 0.12 * standing + 0.16 * np.log(on_file))),
        burden=-0.85 - 0.35 * standing + 0.85 * normal[4],
        burden_trend=0.02 * rng.standard_normal(size),
        months_to_repay=rng.uniform(14, 40, size),
        insolvency=rng.random(size) < 0.014 * np.exp(-0.5 * standing),
        score_noise=24.0 * rng.standard_normal(size),
    )
    for profile, used, missed, inquired, age_of_file, owed in (
        ("solid", -1.6, 0, 1, 160, -2.0),
        ("weak", 2.2, 0, 9, 14, -0.3),
    ):
        rows = cases.with_profile(profile)
        traits.utilisation[rows], traits.utilisation_trend[rows] = used, 0.0
        traits.delinquencies[rows], traits.new_delinquency[rows] = missed, 10_000
        traits.inquiries[rows], traits.months_on_file[rows] = inquired, age_of_file
        traits.burden[rows], traits.burden_trend[rows] = owed, 0.0
        traits.insolvency[rows], traits.score_noise[rows] = False, 0.0
    return traits


def _scored(state: State, noise: Floats) -> State:
    """The bureau's own score, which knows only its file."""
    points = (
        668 - 115 * (state.utilisation - 0.35) - 26 * np.minimum(state.delinquencies, 5)
        - 7.5 * np.minimum(state.inquiries, 8) + 17 * (np.log(state.months_on_file) - 4.6)
        - 130 * state.insolvency + noise
    )  # fmt: skip
    return State(**{**vars(state), "bureau_score": points.round().clip(300, 850).astype(np.int64)})


def _delays(rng: np.random.Generator, seed: int, month: Ints) -> Ints:
    """From the month-end to the delivery: the month's file, sometimes late as a whole, and stragglers."""
    if not len(month):
        return month
    first, last = int(month.min()), int(month.max())
    files = stream(seed, "lending", "files")
    late = files.random(last - first + 1) < _LATE_FILE
    days = _DELIVERED + files.integers(0, 4, len(late)) + _LATE_FILE_DAYS * late
    drawn = rng.random(len(month))
    straggle = np.where(drawn < _VERY_LATE, rng.uniform(28, 60, len(month)), rng.uniform(2, 20, len(month)))
    straggle = np.where(drawn < _VERY_LATE + _LATE, straggle, 0.0)
    delays: Ints = days[month - first] * DAY + 6 * HOUR + (straggle * 1440).astype(np.int64) * MINUTE
    return delays


def _corrections(
    config: LendingConfig, rng: np.random.Generator, people: People, measured: State, available_at: Ints
) -> tuple[State, Ints, Ints]:
    size = len(available_at)
    late_reporting = rng.random(size) < 0.5
    dispute = ~late_reporting
    cause = np.where(late_reporting, CAUSE["late_reporting"], CAUSE["dispute"]).astype(np.int64)
    chosen = rng.random(size) < config.correction_share
    after = (rng.uniform(2, 80, size) * 1440).astype(np.int64) * MINUTE
    corrected_at = np.where(chosen, available_at + after, NO_TIME)
    missed = measured.delinquencies + np.where(late_reporting, 1, -1)
    used = np.where(dispute, measured.utilisation * 0.85, np.minimum(measured.utilisation * 1.1 + 0.02, 1.08))
    state = State(**{
        **vars(measured),
        "delinquencies": missed.clip(0),
        "utilisation": used.round(3),
        "bureau_score": (measured.bureau_score + np.where(late_reporting, -30, 30)).clip(300, 850),
    })  # fmt: skip
    return state, corrected_at, cause
