"""The lender's past decisions: knock-out rules, a scorecard in three versions, underwriters, chance, and a fallback."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, exactly, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import ACTION, CHANNEL, EMPLOYMENT, HOUSING, PATH, REASON
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.people import People
from signoff.worlds.lending.requests import ACCOUNT_STABILITY, ADDRESS_SCORE, Requests
from signoff.worlds.lending.snapshots import InHand
from signoff.worlds.lending.times import DAY, MINUTE, SECOND, instant

NONE = -1
"""Stands for no score, no reason."""
REFERENCE_APR = 0.09
"""At which affordability is judged, whatever the price will be."""
_VERSION_MONTHS = 16  # how long each version of the policy was in force
_REFERRED = 10  # points around the cut-off
_LOOKS = (3, 30)  # hours until an underwriter has looked


@dataclass(frozen=True)
class Card:
    """A scorecard: weights on the log-odds of good, per unit of standardised input, and the cut-off in points.

    The first knew no vendor scores; the second bought the address score; the third added account data.
    """

    bureau: float
    utilisation: float
    delinquencies: float
    inquiries: float
    burden: float
    income: float
    owner: float
    employed: float
    address: float
    stability: float
    cutoff: int


_CARDS = (
    Card(0.50, 0.30, 0.28, 0.12, 0.35, 0.15, 0.20, 0.15, 0.0, 0.0, 560),
    Card(0.45, 0.30, 0.28, 0.12, 0.35, 0.15, 0.20, 0.15, 0.35, 0.0, 560),
    Card(0.40, 0.30, 0.30, 0.12, 0.40, 0.12, 0.18, 0.15, 0.25, 0.35, 560),
)
_MAX_BURDEN = (0.52, 0.50, 0.48)
_MAX_DELINQUENCIES = (6, 5, 5)
_LOWEST_INCOME = 900.0
_NO_FILE_AMOUNT = 5_000.0
_FALLBACK_AMOUNT = 5_000.0


@dataclass(frozen=True)
class Decided:
    """One entry per application; positions in the dictionary's values, times in microseconds, NONE where missing."""

    version: Ints
    action: Ints
    path: Ints
    reason: Ints
    score: Ints
    propensity: Floats
    decided_at: Ints
    latency: Ints
    burden: Floats
    """Payments to all lenders with this loan at the reference price, as a share of income, as known at scoring."""

    @property
    def approved(self) -> Bools:
        found: Bools = self.action == ACTION["approve"]
        return found


def instalment(amount: Floats, apr: Floats | float, term: Ints) -> Floats:
    """EUR a month that repay `amount` in `term` equal instalments at a twelfth of `apr` a month."""
    rate = np.asarray(apr) / 12
    found: Floats = amount * rate / -np.expm1(-term * np.log1p(rate))
    return found


def decide(config: LendingConfig, seed: int, people: People, asked: Requests, known: InHand) -> Decided:
    """What the lender answered to each application, from what it had in hand at scoring."""
    rng = stream(seed, "lending", "policy")
    size, who = len(asked), asked.who
    version = np.minimum((asked.scored_at - instant(config.start)) // (DAY * 30.4 * _VERSION_MONTHS), 2).astype(
        np.int64
    )
    state, has = known.state, known.known
    owed = np.where(has, state.payments, 0.0) + instalment(asked.amount, REFERENCE_APR, asked.term)
    burden = owed / people.income[who]
    reason = _rules(people, asked, known, burden, version)
    score = _score(people, asked, known, burden, version)
    cutoff = np.array([card.cutoff for card in _CARDS])[version]

    row = _rows_of_cases(asked)
    refers = (np.abs(score - cutoff) <= _REFERRED) | ((asked.channel == CHANNEL["broker"]) & (asked.amount >= 20_000))
    glimpse = people.frailty[who] + 0.8 * rng.standard_normal(size)
    refuses = glimpse > np.where(score >= cutoff, 0.9, -0.2)
    away = exactly(rng, config.fallback_share, size)
    luck = rng.random(size) < config.exploration_share
    for name, values in (("refers", refers), ("refuses", refuses), ("away", away), ("luck", luck)):
        values[row[row >= 0]] = False
        chosen = {"refers": ["underwriter_decline"], "refuses": ["underwriter_decline"], "away": ["fallback_decline"],
                  "luck": ["explored", "explored_default"]}[name]  # fmt: skip
        values[row[cases.person(*chosen)]] = True
    ruled = (reason != NONE) & ~away
    declined_by_fallback = away & (~has | (asked.amount > _FALLBACK_AMOUNT) | (state.delinquencies >= 2))
    by_score = ~ruled & ~away & ~refers & (score < cutoff)
    by_person = ~ruled & ~away & refers & refuses
    explored = (by_score | by_person) & luck
    declined = (ruled | declined_by_fallback | by_score | by_person) & ~explored

    path = np.select(
        [explored, away, ruled, refers],
        [PATH["exploration"], PATH["fallback"], PATH["rule"], PATH["underwriter"]],
        PATH["score"],
    )
    why = np.select(
        [away, ruled, by_score],
        [REASON["fallback_rule"], reason, REASON["score_below_cutoff"]],
        REASON["underwriter_declined"],
    )
    propensity = np.where(by_score | by_person, config.exploration_share, np.where(declined, 0.0, 1.0))
    looked = path == PATH["underwriter"]
    looked |= explored & by_person
    latency = np.where(away, 1_500 + rng.exponential(40, size), np.exp(np.log(170) + 0.35 * rng.standard_normal(size)))
    wait = np.where(
        looked, (rng.uniform(*_LOOKS, size) * 60).astype(np.int64) * MINUTE, latency.astype(np.int64) * (SECOND // 1000)
    )
    return Decided(
        version=version,
        action=np.where(declined, ACTION["decline"], ACTION["approve"]),
        path=path,
        reason=np.where(declined, why, NONE),
        score=np.where(ruled | away, NONE, score),
        propensity=propensity,
        decided_at=asked.scored_at + wait,
        latency=latency.astype(np.int64),
        burden=burden,
    )


def _rows_of_cases(asked: Requests) -> Ints:
    """The row of each planted person's first application, in the order of the cases."""
    found: Ints = np.searchsorted(asked.who, np.arange(len(cases.CASES)))
    return found


def _rules(people: People, asked: Requests, known: InHand, burden: Floats, version: Ints) -> Ints:
    """The first knock-out rule that fires, or NONE."""
    has, state = known.known, known.state
    fires = [
        has & state.insolvency,
        has & (state.delinquencies >= np.array(_MAX_DELINQUENCIES)[version]),
        people.income[asked.who] < _LOWEST_INCOME,
        burden > np.array(_MAX_BURDEN)[version],
        ~has & (asked.amount > _NO_FILE_AMOUNT),
    ]
    names = ("insolvency_on_file", "recent_arrears_on_file", "income_too_low", "debt_to_income_too_high",
             "no_file_amount_too_high")  # fmt: skip
    found: Ints = np.select(fires, [REASON[name] for name in names], NONE)
    return found


def _score(people: People, asked: Requests, known: InHand, burden: Floats, version: Ints) -> Ints:
    """Points: 600 at odds of good of 30 to 1, 20 more double them. Without a file the bureau's inputs are average."""
    has, state, who = known.known, known.state, asked.who
    inputs = {
        "bureau": np.where(has, (state.bureau_score - 660) / 60, -0.3),
        "utilisation": np.where(has, (0.40 - state.utilisation) / 0.25, 0.0),
        "delinquencies": np.where(has, 0.4 - np.minimum(state.delinquencies, 4), 0.0),
        "inquiries": np.where(has, (1.2 - np.minimum(state.inquiries, 6)) / 1.2, 0.0),
        "burden": (0.30 - burden) / 0.13,
        "income": np.log(people.income[who] / 2_300) / 0.4,
        "owner": (people.housing[who] == HOUSING["owner"]) - 0.4,
        "employed": np.where(people.employment[who] == EMPLOYMENT["unemployed"], -2.0, (np.minimum(people.months_employed[who], 120) - 50) / 45),
        "address": (asked.address_score - ADDRESS_SCORE[0]) / ADDRESS_SCORE[1],
        "stability": (asked.account_stability - ACCOUNT_STABILITY[0]) / ACCOUNT_STABILITY[1],
    }  # fmt: skip
    logit = np.full(len(asked), 2.75)
    for name, values in inputs.items():
        logit += np.array([getattr(card, name) for card in _CARDS])[version] * values
    points = 600 + 20 / np.log(2) * (logit - np.log(30))
    found: Ints = points.round().clip(350, 850).astype(np.int64)
    return found
