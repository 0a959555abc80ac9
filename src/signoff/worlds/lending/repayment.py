"""How loans are repaid: a chain of months with known probabilities, so that the true probability of default is known too.

A loan is in one of five states: no instalment unpaid, one, two, three, or four, which is 90 days past due and the end.
Each month its owner misses the instalment, pays what is due, or pays all arrears (or, with none, repays the loan).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import EMPLOYMENT, HOUSING
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.economy import shock
from signoff.worlds.lending.people import People
from signoff.worlds.lending.policy import REFERENCE_APR, instalment
from signoff.worlds.lending.requests import Requests
from signoff.worlds.lending.snapshots import State

WINDOW = 12
"""Months on book within which a default counts for the label."""
DEFAULT = 4
"""Unpaid instalments at which the oldest is 90 days past due."""
_MISS = np.array([-4.15, -0.75, 0.3, 0.95])  # log-odds of missing, by instalments already unpaid
_RISK = np.array([1.0, 0.45, 0.3, 0.25])  # how much of a loan's risk counts there
_CURE = np.array([0.0, 0.42, 0.20, 0.10])  # of those who do not miss
_REPAY = 0.008  # a month, of those with nothing unpaid
_SEASONED = 0.035  # by how much the log-odds of missing fall per month after the tenth


@dataclass(frozen=True)
class Risk:
    """One entry per application.

    Attributes:
        log_odds: what adds to the log-odds of missing an instalment, all causes together.
        expected_lgd: expected loss given default, a share of the exposure.
    """

    log_odds: Floats
    expected_lgd: Floats


@dataclass(frozen=True)
class Outlook:
    """What a loan's chain says of its first year: the probability of default in each month on book (rows), and in all."""

    by_month: Floats

    @property
    def within_window(self) -> Floats:
        found: Floats = self.by_month.sum(axis=1)
        return found


def risk(people: People, asked: Requests, truth: State) -> Risk:
    """The causes of default: the true state of credit at the application, work, housing, burden, resilience, frailty.

    Neither sex nor group is among them; standing acts only through what it made of the others. The price is not either:
    burden is taken at the reference price.
    """
    who = asked.who
    burden = (truth.payments + instalment(asked.amount, REFERENCE_APR, asked.term)) / people.income[who]
    work = np.zeros(len(EMPLOYMENT))
    for name, effect in {
        "temporary": 0.22,
        "self_employed": 0.18,
        "unemployed": 0.6,
        "student": 0.1,
        "retired": -0.15,
    }.items():
        work[EMPLOYMENT[name]] = effect
    log_odds = (
        1.3 * (truth.utilisation - 0.40)
        + 0.26 * (np.minimum(truth.delinquencies, 5) - 0.4)
        + 0.10 * (np.minimum(truth.inquiries, 6) - 1.2)
        - 0.14 * (np.log(truth.months_on_file) - 4.6)
        + 0.8 * truth.insolvency
        + 1.8 * (np.minimum(burden, 0.8) - 0.30)
        - 0.30 * np.log(people.income[who] / 2_300)
        + work[people.employment[who]]
        - 0.25 * ((people.housing[who] == HOUSING["owner"]) - 0.4)
        - 0.003 * (np.minimum(people.months_employed[who], 120) - 50)
        - 0.50 * people.resilience[who]
        + 0.40 * people.frailty[who]
    )
    lgd = 1 / (1 + np.exp(-(0.25 + 0.25 * people.frailty[who] - 0.35 * (people.housing[who] == HOUSING["owner"]))))
    return Risk(log_odds, lgd)


def outlook(config: LendingConfig, risk: Risk, paid_out: Ints, *, calm: bool = False) -> Outlook:
    """The probability of default in each of the first twelve months on book, by the chain itself.

    Args:
        config: the macro shift.
        risk: of each loan, booked or not.
        paid_out: calendar month of the payout of each; the first instalment is due in the next.
        calm: as if the macro shift had not happened.
    """
    size = len(paid_out)
    state = np.zeros((size, DEFAULT))
    state[:, 0] = 1.0
    by_month = np.zeros((size, WINDOW))
    for number in range(1, WINDOW + 1):
        added = shock(config, paid_out + number, calm=calm)
        nxt = np.zeros_like(state)
        for unpaid in range(DEFAULT):
            miss = _miss(risk.log_odds, added, unpaid, number)
            here = state[:, unpaid]
            if unpaid + 1 == DEFAULT:
                by_month[:, number - 1] = here * miss
            else:
                nxt[:, unpaid + 1] += here * miss
            good = here * (1 - miss)
            clears = _REPAY if unpaid == 0 else _CURE[unpaid]
            nxt[:, unpaid] += good * (1 - clears)
            if unpaid:
                nxt[:, 0] += good * clears
        state = nxt
    return Outlook(by_month)


@dataclass(frozen=True)
class Month:
    """A month on book of the loans still open at its beginning: which, and what is unpaid at its end; or repaid."""

    number: int
    loan: Ints
    before: Ints
    unpaid: Ints
    repaid: Bools


def course(config: LendingConfig, seed: int, risk: Risk, paid_out: Ints, last: Ints, planted: Ints) -> Iterator[Month]:
    """The loans' months in order, drawn from the chain.

    Args:
        config: the macro shift.
        seed: of the world.
        risk: of each loan.
        paid_out: calendar month of the payout.
        last: the last month on book of each: its term, or the window, or the end of the data.
        planted: the row of each planted case, -1 where there is none.
    """
    rng = stream(seed, "lending", "payments")
    unpaid = np.zeros(len(paid_out), dtype=np.int64)
    open_ = np.arange(len(paid_out))
    for number in range(1, int(last.max(initial=0)) + 1):
        draws = rng.random(len(paid_out))
        cases.fix_payments(draws, planted, number)
        open_ = open_[last[open_] >= number]
        if not len(open_):
            return
        before, drawn = unpaid[open_], draws[open_]
        added = shock(config, paid_out[open_] + number)
        miss = _miss(risk.log_odds[open_], added, before, number)
        clears = np.where(before == 0, _REPAY, _CURE[before])
        misses = drawn < miss
        clearing = ~misses & (drawn >= 1 - (1 - miss) * clears)
        unpaid[open_] = np.where(misses, before + 1, np.where(clearing, 0, before))
        repaid = clearing & (before == 0)
        yield Month(number, open_, before, unpaid[open_].copy(), repaid)
        open_ = open_[(unpaid[open_] < DEFAULT) & ~repaid]


def balance(amount: Floats, apr: Floats, term: Ints, paid: Ints) -> Floats:
    """Principal owed after `paid` instalments."""
    rate = apr / 12
    grown = (1 + rate) ** paid
    found: Floats = np.maximum(amount * grown - instalment(amount, apr, term) * (grown - 1) / rate, 0.0)
    return found


def exposure(amount: Floats, apr: Floats, term: Ints, month: Ints) -> Floats:
    """Owed at a default in this month on book: principal, and the interest of the unpaid months."""
    owed = balance(amount, apr, term, np.maximum(month - DEFAULT, 0))
    found: Floats = owed * (1 + apr / 12 * (DEFAULT - 1))
    return found


def _miss(log_odds: Floats, added: Floats, unpaid: Ints | int, number: int) -> Floats:
    """Probability of missing this month's instalment."""
    seasoned = _SEASONED * max(0, number - 10)
    found: Floats = 1 / (1 + np.exp(-(_MISS[unpaid] + _RISK[unpaid] * (log_odds + added - seasoned))))
    return found
