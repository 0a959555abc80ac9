"""What would come of a transaction under each way to decide it: step-up, analyst, report, loss."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, evenly, exactly, pick_each
from signoff.worlds.payments.clock import DAY, HOUR
from signoff.worlds.payments.config import TYPOLOGIES, PaymentsConfig
from signoff.worlds.payments.population import NEVER
from signoff.worlds.payments.rows import NONE, Rows
from signoff.worlds.payments.spending import values

PASSED, FAILED, ABANDONED = range(len(values("step_ups", "outcome")))
CALL, CHARGEBACK = range(len(values("reports", "road")))
ISSUER, MERCHANT, CUSTOMER = range(len(values("reports", "borne_by")))

_DISPUTED = 0.0004  # share of honest transactions that somebody does not recognise
_HONEST = len(TYPOLOGIES)  # the row of honest transactions in the tables below

# passed, failed, abandoned
_STEP_UP = np.array([
    [0.05, 0.50, 0.45], [0.34, 0.30, 0.36], [0.06, 0.50, 0.44], [0.97, 0.01, 0.02], [0.95, 0.02, 0.03],
    [0.915, 0.02, 0.065],
])  # fmt: skip
# An analyst says fraud, relative to the recall for third-party fraud; of honest cases a fixed share.
_RECOGNISED = np.array([1.0, 0.95, 1.0, 0.3, 0.6])
_FALSE_SUSPICION = 0.06


@dataclass(frozen=True)
class Aftermath:
    """Potential outcomes, an entry per row. Times are seconds since 1970.

    Attributes:
        typology: coded, NONE if honest.
        step_up: what a step-up would bring.
        analyst: an analyst would say fraud.
        road, when: by which road and when it would be reported (NONE, NEVER).
        reversed_at: when the report would be withdrawn or lost (NEVER).
        borne_by: who would bear the loss without a step-up (NONE).
        recovered: EUR cents that would come back.
    """

    typology: Ints
    step_up: Ints
    analyst: Bools
    road: Ints
    when: Ints
    reversed_at: Ints
    borne_by: Ints
    recovered: Ints


def first_calls(rng: np.random.Generator, typology: Ints, first: Ints) -> Ints:
    """When the victim of each compromise calls the bank, a few days after the first attempt; NEVER for many."""
    share = np.array([0.62, 0.68, 0.62, 0.15, 0.0])[typology]
    delay = np.exp(np.log(2.6 * DAY) + 1.0 * rng.standard_normal(len(first)))
    return np.where(evenly(rng, typology) < share, first + delay.astype(np.int64), NEVER)


def aftermath(rng: np.random.Generator, config: PaymentsConfig, rows: Rows, typology: Ints, calls: Ints) -> Aftermath:
    """The potential outcomes of rows.

    Args:
        rng: where the draws come from.
        config: how well analysts see, and how much nobody reports.
        rows: honest and fraudulent transactions.
        typology: coded, NONE if honest; an entry per row.
        calls: when the victim of the row's compromise calls; an entry per row.
    """
    count, fraud = len(rows), typology != NONE
    kind = np.where(fraud, typology, _HONEST)
    luck = rng.random(count)
    luck[fraud] = evenly(rng, kind[fraud])
    recall = np.r_[config.analyst_recall * _RECOGNISED, _FALSE_SUSPICION]
    road, at = _reports(rng, config, rows, kind, calls)
    own_scheme = kind == TYPOLOGIES.index("first_party")
    lost = ~fraud | (rng.random(count) < np.where(own_scheme, 0.4, 0.04))
    days = np.clip(np.exp(np.log(24) + 0.5 * rng.standard_normal(count)), 4, 50)
    reversed_at = np.where(lost & (road != NONE), at + (days * DAY).astype(np.int64), NEVER)
    partly = rng.random(count) < np.where(road == CALL, 0.3, 0.12)
    recovered = np.where(
        fraud & partly & (reversed_at == NEVER), (rows.cents * rng.uniform(0.1, 1.0, count)).astype(np.int64), 0
    )
    return Aftermath(
        typology=typology,
        step_up=pick_each(rng, _STEP_UP, kind),
        analyst=luck < recall[kind],
        road=road,
        when=at,
        reversed_at=reversed_at,
        borne_by=_bearers(rng, rows, kind, road, reversed_at),
        recovered=recovered,
    )


def _reports(
    rng: np.random.Generator, config: PaymentsConfig, rows: Rows, kind: Ints, calls: Ints
) -> tuple[Ints, Ints]:
    """Road and time of the report of each row."""
    count = len(rows)
    # Small amounts go unnoticed; mules do not complain; a scheme of one's own is nothing without the claim.
    never = np.r_[[config.never_reported] * 3, 0.0, 0.7, 1.0][kind]
    never = np.where((kind < 3) & (rows.cents < 500), np.minimum(1, 4 * never), never)
    fraud = kind != _HONEST
    told = np.zeros(count, dtype=bool)
    told[fraud] = evenly(rng, kind[fraud]) >= never[fraud]
    honest = np.flatnonzero(~fraud)
    told[honest[exactly(rng, _DISPUTED, len(honest), at_least=3)]] = True
    called = told & (calls > rows.when) & (calls < NEVER) & (rng.random(count) < 0.94)
    months = np.clip(90 + 17 * rng.standard_normal(count), 25, 170)
    # Some merchants refund at once, which is booked as a chargeback; half of what is not recognised is asked about soon.
    by_scheme = np.flatnonzero(told & fraud & ~called)
    quick = np.zeros(count, dtype=bool)
    quick[by_scheme[exactly(rng, 0.06, len(by_scheme), at_least=2)]] = True
    quick[np.flatnonzero(told & ~fraud)[::2]] = True
    waited = np.where(quick, rng.uniform(8, 30, count), months)
    asks = np.flatnonzero(told & ~fraud)[::4]  # some call first, and then remember
    waited[asks] = rng.uniform(1, 10, len(asks))
    late = rows.when + (waited * DAY).astype(np.int64) + rng.integers(0, 9 * HOUR, count)
    road = np.where(called, CALL, np.where(told, CHARGEBACK, NONE))
    road[asks] = CALL
    return road, np.where(called, calls, np.where(told, late, NEVER))


def _bearers(rng: np.random.Generator, rows: Rows, kind: Ints, road: Ints, reversed_at: Ints) -> Ints:
    """Present cards and unreported losses aside, the merchant often bears what no second factor protected."""
    usual = np.where(rows.remote & (rng.random(len(rows)) < 0.65), MERCHANT, ISSUER)
    claimed = np.where(reversed_at < NEVER, CUSTOMER, MERCHANT)
    borne = np.where(kind == TYPOLOGIES.index("first_party"), claimed, usual)
    borne = np.where(kind == TYPOLOGIES.index("mule_cash_out"), ISSUER, borne)
    borne = np.where((road == NONE) & (kind < 3), CUSTOMER, borne)
    return np.where(kind == _HONEST, np.where(road == NONE, NONE, CUSTOMER), borne)


def loss(rows: Rows, after: Aftermath) -> Floats:
    """EUR that would be lost if the row were authorised."""
    return np.where(after.typology != NONE, (rows.cents - after.recovered) / 100, 0.0)
