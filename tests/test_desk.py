"""The desks of evaluation/cost_threshold: the same seed gives the same desk, and each kind is what its name says."""

import numpy as np
import pandas as pd
import pytest

from signoff.worlds.onboarding.desk import KINDS, Desk, desk, practice_desk


@pytest.fixture(scope="module", params=[(kind, seed) for kind in KINDS for seed in range(3)], ids=str)
def case(request: pytest.FixtureRequest) -> tuple[str, Desk]:
    kind, seed = request.param
    return kind, desk(seed, kind)


def costs(one: Desk, p: np.ndarray) -> dict[str, np.ndarray]:
    """EUR of each action at these probabilities."""
    e = one.economics
    mule, honest = p * e["mule_eur"], (1 - p) * e["turned_away_eur"]
    checks = {
        action: e[f"{name}_eur"] + mule * (1 - e[f"{name}_stops"]) + honest * e[f"{name}_loses"]
        for action, name in (("ask", "document"), ("review", "review"))
    }
    return {"open": mule, "decline": honest, **checks}


def test_the_same_seed_gives_the_same_desk_and_another_seed_another():
    one, same, other = (desk(seed, "scarce") for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one.scored, same.scored)
    pd.testing.assert_frame_equal(one.tomorrow, same.tomorrow)
    assert one.economics == same.economics != other.economics


def test_practice_is_no_desk_of_a_small_seed():
    assert all(practice_desk().economics != desk(seed, "scarce").economics for seed in range(5))


def test_practice_has_a_seed_of_its_own():
    one, same, other = practice_desk("plenty", 1), practice_desk("plenty", 1), practice_desk("plenty", 2)
    assert one.economics == same.economics != other.economics


def test_whoever_rounds_up_reviews_one_too_many(case: tuple[str, Desk]):
    kind, one = case
    room = one.review_share * (one.scored["fold"] == "validation").sum()
    assert room == 0 if kind == "no_reviewers" else abs(room % 1 - 0.7) < 1e-6


def test_customers_dear_enough_make_probabilities_matter_that_are_no_odds():
    e = desk(0, "no_reviewers").economics
    p = np.linspace(0, 1, 20_001)
    found = costs(desk(0, "no_reviewers"), p)
    declined = p[found["decline"] < np.minimum(found["open"], found["ask"])].min()
    assert 0.3 < declined < 0.75 and e["turned_away_eur"] > 1_000


def test_scores_lie_between_0_and_1_and_none_is_there_twice_in_a_fold(case: tuple[str, Desk]):
    scored = case[1].scored
    assert scored["score"].between(0, 1, inclusive="neither").all()
    assert not scored.duplicated(["fold", "score"]).any()
    assert not scored.index.is_unique
    assert not scored["score"].is_monotonic_increasing


def test_a_score_is_right_for_the_training_mixture_and_too_high_at_the_door(case: tuple[str, Desk]):
    one = case[1]
    month = one.scored[one.scored["fold"] == "validation"]
    at_the_door = month["score"] * one.kept / (month["score"] * one.kept + 1 - month["score"])
    spread = np.sqrt((at_the_door * (1 - at_the_door)).sum())
    assert abs(month["mule"].sum() - at_the_door.sum()) < 4.5 * spread
    assert month["score"].mean() > 3 * month["mule"].mean()
    tomorrow = one.tomorrow
    again = tomorrow["score"] * one.kept / (tomorrow["score"] * one.kept + 1 - tomorrow["score"])
    assert np.allclose(again, tomorrow["probability"], rtol=1e-6)


def test_the_model_knows_its_training_rows_by_heart(case: tuple[str, Desk]):
    scored = case[1].scored
    apart = {
        fold: rows.loc[rows["mule"], "score"].median() - rows.loc[~rows["mule"], "score"].median()
        for fold, rows in scored.groupby("fold")
    }
    assert apart["train"] > apart["validation"]


def test_the_bands_stand_in_order_and_each_kind_is_what_its_name_says(case: tuple[str, Desk]):
    kind, one = case
    p = np.linspace(0, 1, 20_001)
    found = costs(one, p)
    slopes = [found[action][-1] - found[action][0] for action in ("open", "ask", "review", "decline")]
    assert slopes == sorted(slopes, reverse=True)
    without = np.min([found["open"], found["ask"], found["decline"]], axis=0)
    assert (found["review"] < without).any() == (kind != "dear_review")
    others = np.minimum(found["open"], found["decline"])
    assert (found["ask"] < others).any() == (kind != "unloved_document")
    score = one.scored.loc[one.scored["fold"] == "validation", "score"].to_numpy()
    at_the_door = score * one.kept / (score * one.kept + 1 - score)
    wanted = float((np.interp(at_the_door, p, found["review"] - without) < 0).mean())
    if kind in ("scarce", "unloved_document"):
        assert wanted > 1.5 * one.review_share > 0
    if kind == "plenty":
        assert 0 < wanted < one.review_share
