"""The lending world: the same seed gives the same book, every case is in it, and its leaks look like skill."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from signoff.worlds.lending.bureau import CASES, MAX_AGE, MAX_AGE_INSTANT, BureauBook, bureau_book

SEEDS = range(20)
DAY, MICROSECOND = pd.Timedelta("1D"), pd.Timedelta("1us")


@cache
def drawn(seed: int) -> BureauBook:
    return bureau_book(seed)


def microseconds(days: float) -> int:
    return round(days * (DAY // MICROSECOND))


def test_the_same_seed_gives_the_same_book_and_another_seed_another():
    one, same, other = bureau_book(3), bureau_book(3), bureau_book(4)
    for name in ("decisions", "pulls", "outcomes", "known"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(same, name))
        assert not getattr(one, name).equals(getattr(other, name))


def test_columns_are_typed_and_the_index_is_neither_sorted_nor_a_range():
    book = bureau_book(0)
    when = "datetime64[us, UTC]"
    assert book.decisions.dtypes.astype(str).to_dict() == {
        "application_id": "str", "applicant_id": "int64", "decided_at": when, "amount_eur": "float64",
    }  # fmt: skip
    assert book.pulls.dtypes.astype(str).to_dict() == {
        "applicant_id": "int64", "event_time": when, "available_at": when,
        "utilisation": "float64", "delinquencies": "int64",
    }  # fmt: skip
    assert book.outcomes.dtypes.astype(str).to_dict() == {"application_id": "str", "defaulted": "bool"}
    assert len(book.decisions) == len(book.outcomes) == len(book.known) == 2000
    assert book.decisions.index.is_unique
    assert not book.decisions.index.is_monotonic_increasing
    assert not book.decisions["decided_at"].is_monotonic_increasing
    assert not book.pulls["available_at"].is_monotonic_increasing
    assert sorted(book.outcomes["application_id"]) == sorted(book.decisions["application_id"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_book_is_well_formed(seed):
    book = drawn(seed)
    pulls = book.pulls
    assert not pulls.isna().any(axis=None)
    assert not pulls.duplicated(["applicant_id", "event_time", "available_at"]).any()
    versions = pulls.sort_values("available_at").groupby(["applicant_id", "event_time"])["utilisation"]
    assert not (versions.diff() == 0).any()  # a correction always shows
    assert pulls["utilisation"].between(0, 1).all()
    assert (pulls["delinquencies"] >= 0).all()
    assert (pulls["available_at"] >= pulls["event_time"]).all()
    assert (pulls["utilisation"].round(9) != pulls["utilisation"]).mean() > 0.9
    assert pulls.duplicated(["applicant_id", "event_time"]).mean() > 0.1
    arrivals = pulls.sort_values("available_at").groupby("applicant_id")["event_time"]
    assert (arrivals.diff() < pd.Timedelta(0)).mean() > 0.01  # out of order
    without = ~book.decisions["applicant_id"].isin(pulls["applicant_id"])
    assert 0.01 < without.mean() < 0.12
    assert 0.5 < book.known["utilisation"].notna().mean() < 0.97


@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_planted_twice_once_in_each_order(seed):
    book = drawn(seed)
    files = dict(list(book.pulls.groupby("applicant_id")))
    found = {name: [] for name in CASES}
    for applicant, asked in book.decisions.groupby("applicant_id")["decided_at"]:
        at, file = asked.min(), files.get(applicant, book.pulls[:0])
        if len(asked) > 2 or len(file) > 4:
            continue
        rows = [((at - p.event_time) // MICROSECOND, (at - p.available_at) // MICROSECOND) for p in file.itertuples()]
        after = sorted((one - at) // MICROSECOND for one in asked)
        for name, case in CASES.items():
            listed = [(microseconds(a), microseconds(b)) for a, b in case.pulls]
            decisions = [microseconds(days) for days in case.decisions]
            right_time = case.decided is None or at == pd.Timestamp(case.decided, tz="UTC")
            if right_time and after == decisions and sorted(rows) == sorted(listed):
                found[name].append("listed" if rows == listed else "reversed" if rows == listed[::-1] else "mixed")
    for name, case in CASES.items():
        if len(case.pulls) > 1:
            assert sorted(found[name]) == ["listed", "reversed"], name
        else:
            assert len(found[name]) >= 2, name


@pytest.mark.parametrize("seed", SEEDS)
def test_the_edges_of_the_contract_are_in_every_book(seed):
    book = drawn(seed)
    pairs = book.decisions.merge(book.pulls, on="applicant_id", validate="many_to_many")
    age, late = pairs["decided_at"] - pairs["event_time"], pairs["available_at"] - pairs["decided_at"]
    for limit in (MAX_AGE, MAX_AGE_INSTANT, pd.Timedelta(0)):
        assert (age == limit).sum() >= 2
        assert (age == limit + MICROSECOND).sum() >= 2
    same_second = pairs["available_at"].dt.floor("s") <= pairs["decided_at"]
    for delay in (pd.Timedelta("1us"), pd.Timedelta("400ms")):
        assert ((late == delay) & same_second).sum() >= 2
    assert (late == pd.Timedelta(0)).sum() >= 2
    assert (book.pulls["available_at"] == book.pulls["event_time"]).sum() >= 4
    assert (book.pulls["event_time"] != book.pulls["event_time"].dt.floor("s")).sum() > len(CASES)
    day = book.pulls["event_time"].dt.normalize().rename("day")
    measured = book.pulls.drop_duplicates(["applicant_id", "event_time"])
    assert (measured.groupby(["applicant_id", day]).size() > 1).sum() >= 6
    said = book.pulls.groupby(["applicant_id", "event_time", "utilisation", "delinquencies"]).size()
    assert (said > 1).sum() == 6  # what was restored
    assert pairs.duplicated(["application_id", "available_at"]).sum() >= 2  # one delivery, several pulls
    assert book.decisions["decided_at"].value_counts().max() > len(CASES) // 2
    assert book.decisions.duplicated(["applicant_id", "decided_at"]).sum() >= 2
    assert book.decisions["applicant_id"].value_counts().median() > 3
    stale = book.decisions["decided_at"] - book.known["event_time"] > MAX_AGE
    assert 0.03 < stale.mean() < 0.3


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_known_is_what_was_in_hand_said_slowly(seed):
    book = bureau_book(seed, decisions=300, applicants=200)
    for (row, decision), told in zip(book.decisions.iterrows(), book.known.itertuples(), strict=True):
        assert row == told.Index
        arrived = book.pulls[
            (book.pulls["applicant_id"] == decision["applicant_id"])
            & (book.pulls["available_at"] <= decision["decided_at"])
        ]
        newest = arrived[arrived["event_time"] == arrived["event_time"].max()]
        last = newest[newest["available_at"] == newest["available_at"].max()]
        if last.empty:
            assert pd.isna(told.event_time)
            assert np.isnan(told.utilisation)
        else:
            assert tuple(last.iloc[0][["event_time", "available_at", "utilisation", "delinquencies"]]) == told[1:]


def auc(book, values):
    score = values["utilisation"].fillna(0.3) * 4 + values["delinquencies"].fillna(0.5)
    label = book.decisions.merge(book.outcomes, on="application_id", validate="one_to_one")["defaulted"]
    return roc_auc_score(label, score)


def joined_on_event_time(book):
    pulls = book.pulls.sort_values(["event_time", "available_at"])
    asked = book.decisions.assign(row=range(len(book.decisions))).sort_values("decided_at")
    return pd.merge_asof(asked, pulls, left_on="decided_at", right_on="event_time", by="applicant_id").sort_values(
        "row"
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_leaks_look_like_skill(seed):
    book = bureau_book(seed, decisions=6000, applicants=4000)
    latest = book.pulls.sort_values(["event_time", "available_at"]).drop_duplicates("applicant_id", keep="last")
    known, by_event = auc(book, book.known), auc(book, joined_on_event_time(book))
    by_latest = auc(book, book.decisions.merge(latest, on="applicant_id", how="left", validate="many_to_one"))
    assert 0.6 < known < 0.75
    assert known + 0.02 < by_event < by_latest - 0.05
    assert by_latest > 0.82


def test_bad_events_are_not_rare_and_not_common():
    rates = [bureau_book(seed, decisions=6000, applicants=4000).outcomes["defaulted"].mean() for seed in range(3)]
    assert 0.06 < min(rates) <= max(rates) < 0.13


def test_a_book_too_small_for_its_cases_is_refused():
    with pytest.raises(ValueError, match="at least"):
        bureau_book(0, applicants=50)
    with pytest.raises(ValueError, match="at least"):
        bureau_book(0, decisions=60)
