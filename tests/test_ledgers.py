"""The ledgers of system_design/policy_ledger: the same seed gives the same, and each kind is what its name says."""

import numpy as np
import pandas as pd
import pytest

from signoff.worlds.payments.ledgers import DAYS, KINDS, MANY, Ledger, ledger_of, practice_ledger


@pytest.fixture(scope="module", params=[(kind, number) for kind in KINDS for number in range(3)], ids=str)
def case(request: pytest.FixtureRequest) -> tuple[str, Ledger]:
    kind, number = request.param
    return kind, ledger_of(5, kind, number)


def test_the_same_seed_gives_the_same_ledger_and_another_another():
    one, same, other = (ledger_of(seed, "useful") for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.decisions, same.decisions)
    assert one.economics == same.economics != other.economics
    assert practice_ledger().economics != ledger_of(0, "useful").economics


def test_rules_never_review_and_every_action_is_known(case: tuple[str, Ledger]):
    decisions = case[1].decisions
    assert set(decisions["rules"]) <= {"approve", "step_up", "decline"}
    for policy in case[1].policies:
        assert set(decisions[policy]) <= {"approve", "step_up", "review", "decline"}


def test_payments_are_shuffled_over_whole_days_on_an_index_that_repeats(case: tuple[str, Ledger]):
    decisions = case[1].decisions
    assert decisions["payment_id"].is_unique
    assert not decisions.index.is_unique
    assert not decisions["arrived_at"].is_monotonic_increasing
    assert decisions["arrived_at"].dt.floor("D").nunique() == DAYS


def test_each_kind_is_what_its_name_says(case: tuple[str, Ledger]):
    kind, one = case
    same = [policy for policy in one.policies if (one.decisions[policy] == one.decisions["rules"]).all()]
    if kind == "null":
        assert one.right == "rules" and len(one.policies) == MANY and not same
    else:
        assert one.right in one.policies and len(same) == 1
    if kind == "useful":
        fraud = one.decisions["is_fraud"].to_numpy()
        correct = {policy: np.mean((one.decisions[policy] != "approve").to_numpy() == fraud) for policy in one.policies}
        assert max(correct, key=lambda policy: correct[policy]) == one.lures["accuracy"] != one.right
        assert one.policies.index(one.lures["first"]) < one.policies.index(one.right)
