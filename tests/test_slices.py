"""The slices of evaluation/champion_challenger: the same seed gives the same, and the true difference is true."""

import numpy as np
import pandas as pd
import pytest

from signoff.worlds.payments.slices import ALERTED, KINDS, Slice, practice_slice, random_slice


@pytest.fixture(scope="module", params=[(kind, seed) for kind in KINDS for seed in range(3)], ids=str)
def one(request: pytest.FixtureRequest) -> Slice:
    kind, seed = request.param
    return random_slice(seed, kind)


def difference(one: Slice) -> float:
    """EUR per 1,000 payments, challenger minus champion."""
    payments, e = one.payments, one.economics
    fraud, costs = payments["is_fraud"].to_numpy(), []
    for model in ("champion", "challenger"):
        order = np.lexsort((payments["payment_id"].to_numpy(), -payments[model].to_numpy()))
        alerted = np.zeros(len(payments), dtype=bool)
        alerted[order[: one.budget]] = True
        looked_at = e["alert_eur"] + e["honest_eur"] * ~fraud
        costs.append(np.where(alerted, looked_at, e["lost_share"] * payments["amount_eur"].to_numpy() * fraud).mean())
    return 1000 * (costs[1] - costs[0])


def test_the_same_arguments_give_the_same_slice_and_others_another():
    first, same = random_slice(3, "better", 5), random_slice(3, "better", 5)
    pd.testing.assert_frame_equal(first.payments, same.payments)
    assert first.economics == same.economics
    others = [random_slice(4, "better", 5), random_slice(3, "worse", 5), random_slice(3, "better", 6)]
    assert all(other.economics != first.economics for other in others)


def test_practice_is_no_slice_of_a_small_seed():
    assert all(practice_slice().economics != random_slice(seed, "better").economics for seed in range(5))


def test_a_slice_is_as_its_brief_says(one: Slice):
    payments = one.payments
    assert list(payments.dtypes.astype(str)) == ["int64", "int64", "float64", "bool", "float64", "float64"]
    assert payments["payment_id"].is_unique
    assert not payments["payment_id"].is_monotonic_increasing
    assert not payments.index.is_unique
    assert payments["champion"].between(0, 1).all()
    assert payments["challenger"].between(0, 999).all()
    assert payments["champion"].duplicated().any()
    assert payments["challenger"].duplicated().any()
    assert (payments["amount_eur"] >= 0).all()
    assert one.budget == round(ALERTED * len(payments))


def test_frauds_come_in_runs_of_similar_amounts_on_few_cards(one: Slice):
    frauds = one.payments[one.payments["is_fraud"]]
    runs = frauds.groupby("card_id")["amount_eur"]
    assert runs.size().mean() > 2
    assert runs.size().max() <= 6
    assert np.log(frauds["amount_eur"].clip(0.01)).groupby(frauds["card_id"]).std().mean() < 0.3
    assert frauds["card_id"].nunique() < 0.4 * one.payments["card_id"].nunique()


def test_cards_have_one_payment_or_many():
    sizes = random_slice(1, "equal").payments.groupby("card_id").size()
    assert sizes.min() == 1
    assert 15 < sizes.max() <= 30
    assert 4 < sizes.mean() < 6


@pytest.mark.parametrize("kind", KINDS)
def test_the_true_difference_is_what_slices_show_on_average(kind: str):
    slices = [random_slice(7, kind, number) for number in range(200)]
    beyond = np.array([(difference(one) - one.true_difference) / one.amount_scale for one in slices])
    assert abs(beyond.mean()) < 4 * beyond.std() / np.sqrt(len(beyond))
    truth = [one.true_difference for one in slices]
    assert {"better": max(truth) < 0, "worse": min(truth) > 0, "equal": set(truth) == {0.0}}[kind]
