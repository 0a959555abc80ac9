"""The payments of evaluation/calibration: rare fraud, outcomes that follow the known probability, a sample cut as said."""

import numpy as np
import pandas as pd
import pytest

from signoff.worlds.payments.thinned import FEATURES, Thinned, thinned


@pytest.fixture(scope="module", params=range(4))
def world(request: pytest.FixtureRequest) -> Thinned:
    return thinned(request.param)


def test_the_same_seed_gives_the_same_payments_and_another_seed_others():
    one, same, other = (thinned(seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.sample, same.sample)
    pd.testing.assert_frame_equal(one.today, same.today)
    assert one.kept == same.kept
    assert not one.today.equals(other.today)


def test_fraud_is_rare_at_the_door_and_not_in_the_sample(world: Thinned):
    assert 0.004 < world.probability.mean() < 0.006
    assert 0 < world.probability.min() < 1e-4 < 0.2 < world.probability.max() < 1
    assert world.sample["fraud"].mean() > 0.04


def test_the_sample_holds_all_fraud_and_the_share_kept_of_the_honest(world: Thinned):
    fraud = world.sample["fraud"]
    past, rate = 400_000, world.probability.mean()
    assert abs(fraud.sum() / (past * rate) - 1) < 0.15
    assert abs((~fraud).sum() / (past * (1 - rate) * world.kept) - 1) < 0.06


def test_outcomes_follow_the_probability(world: Thinned):
    """Each honest payment of the sample stands for 1 / kept; so weighted, risky payments are as frequent as at the door."""
    weight = np.where(world.sample["fraud"], 1, 1 / world.kept)
    for feature, low in (("new_device", 0.5), ("remote", 0.5), ("amount", 1.0)):
        past, today = world.sample[feature] > low, (world.today[feature] > low).to_numpy()
        rate = world.sample.loc[past, "fraud"].sum() / weight[past].sum()
        assert abs(rate / world.probability[today].mean() - 1) < 0.3
    assert list(world.today) == list(FEATURES)
