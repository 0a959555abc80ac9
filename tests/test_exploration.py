"""The lender that explores: its log hides what nobody saw, its propensities are those of the lot, and its truth is the truth."""

import numpy as np
import pytest

from signoff.worlds.lending.exploration import KINDS, door, practice_log


@pytest.mark.parametrize("kind", KINDS)
def test_the_log_shows_outcomes_of_the_approved_alone(kind):
    log, policy = door(5, kind).log(np.random.default_rng(1), 3_000)
    assert log["profit_eur"].notna().equals(log["approved"])
    assert not log.loc[log["propensity"] == 0, "approved"].any()
    assert log.loc[log["propensity"] == 1, "approved"].all()
    assert policy.dtype == bool
    assert len(policy) == len(log) == 3_000


@pytest.mark.parametrize("kind", KINDS)
def test_the_lot_keeps_its_propensities(kind):
    log, _ = door(6, kind).log(np.random.default_rng(2), 200_000)
    explored = log[log["propensity"].between(0.01, 0.99)]
    shares = explored.groupby(explored["propensity"].round(1)).agg(
        drawn=("approved", "mean"), told=("propensity", "mean"), n=("approved", "size")
    )
    assert (shares["drawn"] - shares["told"]).abs().max() < 5 * 0.5 / np.sqrt(shares["n"].min())
    assert explored["propensity"].between(0.07, 0.6).all()


@pytest.mark.parametrize("kind", KINDS)
def test_no_loan_loses_or_earns_more_than_it_can(kind):
    people = door(7, kind).applicants
    assert (people["profit_eur"] >= -people["exposure_eur"] - 0.01).all()
    assert (people["profit_eur"] <= people["interest_eur"] + 0.01).all()


def test_accepted_loans_alone_mislead_in_either_direction():
    off = {}
    for kind in KINDS:
        one = door(8, kind)
        people = one.applicants[one.applicants["policy"] & (one.applicants["propensity"] > 0)]
        seen = np.average(people["profit_eur"], weights=people["propensity"])
        off[kind] = seen - one.value_eur
    assert off["worse"] > 20
    assert off["better"] < -20


def test_the_same_seed_gives_the_same_lender_and_practice():
    assert door(9, "worse").applicants.equals(door(9, "worse").applicants)
    assert not door(9, "worse").applicants.equals(door(10, "worse").applicants)
    first, again = practice_log(), practice_log()
    assert first.log.equals(again.log)
    seen = first.log["approved"].to_numpy()
    assert np.array_equal(first.log["profit_eur"].to_numpy()[seen], first.profit_eur[seen])
