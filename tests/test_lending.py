"""The lending world: the same seed gives the same tables, nothing is known before its time, every case is there."""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from signoff.author.believable.lending import as_known
from signoff.worlds import lending
from signoff.worlds.lending import PRESETS, LendingConfig, LendingWorld
from signoff.worlds.lending.cases import CASES
from signoff.worlds.settings import WorldError
from signoff.worlds.tables import dictionary, digests, frames

SEEDS = range(12)
SMALL = PRESETS["small"]
PINNED = {
    "applicants": "ef114bc58c2bb856",
    "applications": "96b32b28c550bbea",
    "bureau": "4f0012c14168ac8d",
    "decisions": "d3723c03777fe687",
    "defaults": "c0782ed0872a31ba",
    "economy": "1da85ff2b3516389",
    "loans": "3e076c496b2148cb",
    "offers": "b48a2909aa03992e",
    "outcomes": "67ec8f7deb9c660d",
    "performance": "efacf7d1906f8957",
    "protected": "48b523be46369a1e",
    "truth/applications": "2b76929dde8abe1d",
    "truth/people": "6599612d6a9e6f5c",
    "truth/restatements": "32a81c56e8f0baf6",
}


def _planted_values() -> tuple[str, ...]:
    columns = dictionary("lending").table("applications", "truth").columns
    return next(one.values for one in columns if one.name == "planted")  # noqa: PD011 (the dictionary, not a frame)


@cache
def world(seed: int) -> LendingWorld:
    return lending.simulate(SMALL, seed)


@cache
def book(**changes: object) -> LendingWorld:
    """A world large enough for rates."""
    return lending.simulate(SMALL.but(applicants=12_000, **changes), 3)


def seen_on(held: LendingWorld) -> pd.Timestamp:
    return pd.Timestamp(held.config.seen_on, tz="UTC")


def truth(held: LendingWorld) -> pd.DataFrame:
    """A row per application with its decision and what was true of it."""
    found = held.applications.merge(held.decisions, on="application_id", validate="one_to_one")
    return found.merge(held.truth.applications, on="application_id", suffixes=("", "_true"), validate="one_to_one")


def loans(held: LendingWorld) -> pd.DataFrame:
    """A row per loan with its labels and what was true of its application."""
    found = held.loans.merge(held.outcomes, on="loan_id", validate="one_to_one")
    return found.merge(truth(held), on="application_id", suffixes=("", "_asked"), validate="one_to_one")


def planted(held: LendingWorld, case: str) -> pd.Series:
    return truth(held).set_index("planted").loc[case]


def test_a_seed_gives_these_tables_on_any_machine():
    found = digests(lending.simulate(SMALL, 2611))
    assert {name: digest[:16] for name, digest in found.items()} == PINNED


def test_another_seed_gives_other_tables():
    one, other = digests(world(3)), digests(world(4))
    assert {name for name in one if one[name] == other[name]} == {"economy"}  # which is configured


@pytest.mark.parametrize("seed", SEEDS)
def test_frames_are_as_the_dictionary_says(seed):
    tables = {(one.side, one.name): one for one in dictionary("lending").tables}
    found = {(side, name): frame for side, name, frame in frames(world(seed))}
    assert found.keys() == tables.keys()
    for key, frame in found.items():
        assert list(frame.columns) == [column.name for column in tables[key].columns]
        assert [str(kind) for kind in frame.dtypes] == [column.dtype for column in tables[key].columns]
    assert tuple(CASES) == _planted_values()[1:]


@pytest.mark.parametrize("seed", SEEDS)
def test_keys_hold(seed):
    held = world(seed)
    for frame, key in (
        (held.applicants, "applicant_id"), (held.protected, "applicant_id"), (held.applications, "application_id"),
        (held.decisions, "application_id"), (held.offers, "offer_id"), (held.loans, "loan_id"),
        (held.outcomes, "loan_id"), (held.defaults, "loan_id"), (held.truth.people, "applicant_id"),
        (held.truth.applications, "application_id"),
    ):  # fmt: skip
        assert frame[key].is_unique, key
    assert not held.performance.duplicated(["loan_id", "month_on_book"]).any()
    assert not held.bureau.duplicated(["applicant_id", "event_time", "available_at"]).any()
    assert held.applications["applied_at"].is_monotonic_increasing
    assert held.applications["application_id"].equals(held.decisions["application_id"])
    assert held.applications["application_id"].equals(held.truth.applications["application_id"])
    taken = held.offers[held.offers["taken"]]
    assert taken["application_id"].is_unique
    booked = held.loans.merge(taken, on="offer_id", suffixes=("", "_offered"), validate="one_to_one")
    assert len(booked) == len(held.loans)
    for column in ("application_id", "amount_eur", "term_months", "apr"):
        assert (booked[column] == booked[f"{column}_offered"]).all(), column
    approved = held.decisions.loc[held.decisions["action"] == "approve", "application_id"]
    assert set(held.offers["application_id"]) == set(approved)
    first = held.loans.merge(held.applications, on="application_id").groupby("applicant_id").size()
    assert (first == 1).all()  # who holds a loan does not come back


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_known_before_its_time(seed):
    held = world(seed)
    until = seen_on(held)
    for frame in (held.bureau, held.performance, held.defaults, held.economy):
        assert (frame["available_at"] < until).all()
    for frame in (held.bureau, held.performance, held.economy):
        assert (frame["event_time"] < frame["available_at"]).all()
    row = truth(held)
    assert (row["applied_at"] < row["scored_at"]).all()
    assert (row["scored_at"] < row["decided_at"]).all()
    in_hand = row["bureau_available_at"].notna()
    assert (row["bureau_available_at"] <= row["scored_at"])[in_hand].all()
    assert (row["bureau_event_time"] < row["bureau_available_at"])[in_hand].all()
    labels = held.outcomes.merge(held.loans, on="loan_id").merge(
        held.defaults, on="loan_id", how="left", suffixes=("", "_d")
    )
    assert (labels["known_at"].dropna() < until).all()
    assert (labels["early_known_at"].dropna() < until).all()
    bad = labels["defaulted"].fillna(False).astype(bool)
    assert (labels["known_at"] == labels["available_at"])[bad].all()
    assert (labels["known_at"] == labels["matures_at"])[labels["defaulted"].eq(False).fillna(False)].all()
    assert labels["known_at"].notna().equals(labels["defaulted"].notna())
    immature = labels["matures_at"] >= until
    assert not labels.loc[immature, "defaulted"].eq(False).fillna(False).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bureau_in_hand_is_what_the_deliveries_say(seed):
    held = world(seed)
    row = truth(held)
    pairs = row[["application_id", "applicant_id", "scored_at"]].merge(held.bureau, on="applicant_id")
    pairs = pairs[pairs["available_at"] <= pairs["scored_at"]].sort_values(["event_time", "available_at"])
    last = pairs.drop_duplicates("application_id", keep="last").set_index("application_id")
    said = row.set_index("application_id")
    assert said["bureau_event_time"].dropna().eq(last["event_time"].reindex(said.index).dropna()).all()
    assert said["bureau_available_at"].dropna().eq(last["available_at"].reindex(said.index).dropna()).all()
    assert said["bureau_event_time"].notna().sum() == len(last)


@pytest.mark.parametrize("seed", SEEDS)
def test_labels_agree_with_performance_and_truth(seed):
    held = world(seed)
    row = loans(held)
    known = row[row["defaulted"].notna()]
    assert (known["defaulted"].astype(bool) == known["would_default"]).all()
    last = held.performance.sort_values("month_on_book").groupby("loan_id").tail(1).set_index("loan_id")
    worst = held.performance[held.performance["month_on_book"] <= 12].groupby("loan_id")["days_past_due"].max()
    in_year = (worst >= 90).reindex(row["loan_id"], fill_value=False).to_numpy()
    agrees = row["defaulted"].fillna(False).astype(bool).to_numpy()
    # A default is booked the next night; the file of its month closes later, and the last may not have been seen.
    booked = row["known_at"] < seen_on(held) - pd.Timedelta("36D")
    settled = (booked | ~row["defaulted"].fillna(False).astype(bool)).to_numpy()
    assert (in_year[settled] == agrees[settled]).all()
    assert settled.mean() > 0.9
    ended = last["status"].isin(["defaulted", "repaid"])
    assert (last.loc[ended & (last["status"] == "repaid"), "balance_eur"] == 0).all()
    assert (last.loc[last["status"] == "defaulted", "days_past_due"] >= 90).all()
    assert (held.performance.loc[held.performance["status"] == "current", "days_past_due"] == 0).all()
    early = held.performance[held.performance["month_on_book"] <= 3].groupby("loan_id")["days_past_due"].max() >= 30
    told = row[row["early_arrears"].notna()].set_index("loan_id")["early_arrears"].astype(bool)
    assert told.equals(early.reindex(told.index))
    assert (held.defaults["recovered_eur"] <= held.defaults["exposure_eur"]).all()
    assert held.defaults["loss_given_default"].notna().equals(held.defaults["closed_at"].notna())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_in_every_small_world(seed):
    held = world(seed)
    rows = truth(held).set_index("planted")
    assert set(rows.index) == {"no", *CASES}
    by_path = {
        "rule_decline": ("rule", "decline"), "score_decline": ("score", "decline"), "underwriter_decline": ("underwriter", "decline"),
        "explored": ("exploration", "approve"), "explored_default": ("exploration", "approve"), "fallback_decline": ("fallback", "decline"),
    }  # fmt: skip
    for case, expected in by_path.items():
        assert (rows.loc[case, "path"], rows.loc[case, "action"]) == expected, case
    book = loans(held).set_index("planted")
    months = held.performance.set_index("loan_id")
    for case, outcome in {"explored": False, "explored_default": True, "defaulted_first_payments": True,
                          "defaulted_after_window": False, "repaid_early": False, "cured_early": False,
                          "immature_default": True}.items():  # fmt: skip
        assert book.loc[case, "defaulted"] == outcome, case
    assert pd.isna(book.loc["immature", "defaulted"])
    assert book.loc["immature_default", "matures_at"] > seen_on(held)
    assert book.loc["cured_early", "early_arrears"]
    assert months.loc[book.loc["defaulted_after_window", "loan_id"], "days_past_due"].max() >= 90
    assert len(months.loc[book.loc["repaid_early", "loan_id"]]) == 5
    offers = held.offers.set_index("application_id")
    assert len(offers.loc[rows.loc["several_offers", "application_id"]]) == 3
    assert not offers.loc[[rows.loc["offer_lapsed", "application_id"]], "taken"].any()
    bureau, fixes = held.bureau, held.truth.restatements
    for case, before in (("corrected_before", True), ("corrected_after", False)):
        row = rows.loc[case]
        mine = bureau[
            (bureau["applicant_id"] == row["applicant_id"]) & (bureau["event_time"] == row["bureau_event_time"])
        ]
        assert len(mine) == 2, case
        assert (mine["available_at"].max() <= row["scored_at"]) == before, case
    assert not bureau["applicant_id"].eq(rows.loc["no_file", "applicant_id"]).any()
    for case, months_back in (("file_under_way", 1), ("file_incomplete", 1)):
        row = rows.loc[case]
        assert row["scored_at"] - row["bureau_event_time"] > pd.Timedelta(days=28 * months_back), case
    restated = rows.loc["restated"]
    mine = fixes[(fixes["applicant_id"] == restated["applicant_id"]) & (fixes["cause"] == "arrears_dated_back")]
    assert (mine["event_time"] < restated["applied_at"]).any()
    assert (mine["available_at"] > restated["decided_at"]).all()
    again = held.applications["applicant_id"].eq(rows.loc["reapplied", "applicant_id"]).sum()
    assert again >= 2
    stated = held.protected.set_index("applicant_id")["ethnic_group"]
    assert pd.isna(stated[rows.loc["group_not_stated", "applicant_id"]])


def test_the_true_probability_is_calibrated():
    rows = pd.concat([truth(lending.simulate(SMALL.but(applicants=12_000), seed)) for seed in (1, 2, 4)])
    group = pd.qcut(rows["pd_12m"], 10)
    table = rows.groupby(group, observed=True)[["pd_12m", "would_default"]].mean()
    error = (table["would_default"] - table["pd_12m"]).abs()
    noise = np.sqrt(table["pd_12m"] * (1 - table["pd_12m"]) / (len(rows) / 10))
    assert (error < 4 * noise).all()


def test_the_macro_shift_changes_behaviour_and_not_applicants():
    calm, hit = book(macro_shift_on=None), book()
    assert truth(calm)["applied_at"].equals(truth(hit)["applied_at"]) or len(calm.applications) != len(hit.applications)
    one, other = (truth(held).set_index("application_id") for held in (calm, hit))
    day = pd.Timestamp(SMALL.macro_shift_on, tz="UTC")
    both = one.join(other, rsuffix="_hit", how="inner")
    early = both["decided_at"] < day - pd.Timedelta("420D")
    late = both["decided_at"] > day
    assert np.allclose(both.loc[early, "pd_12m"], both.loc[early, "pd_12m_hit"])
    assert both.loc[late, "pd_12m_hit"].mean() > 1.3 * both.loc[late, "pd_12m"].mean()
    assert (both["income_eur"] == both["income_eur_hit"]).mean() > 0.99
    assert np.allclose(one["pd_12m"], one["pd_12m_calm"])
    assert (other.loc[other["decided_at"] > day, "pd_12m"] > other.loc[other["decided_at"] > day, "pd_12m_calm"]).all()


def test_the_shift_of_applicants_changes_who_applies():
    same, weaker = book(applicant_shift_on=None), book()
    day = pd.Timestamp(SMALL.applicant_shift_on, tz="UTC")
    means = {}
    for name, held in (("same", same), ("weaker", weaker)):
        rows = truth(held)
        after = rows["applied_at"] >= day
        means[name] = (
            rows.loc[after, "income_eur"].mean(),
            (rows.loc[after, "channel"] == "broker").mean(),
            rows.loc[after, "pd_12m_calm"].mean(),
        )
    assert means["weaker"][0] < 0.96 * means["same"][0]
    assert means["weaker"][1] > 1.3 * means["same"][1]
    assert means["weaker"][2] > 1.1 * means["same"][2]


@pytest.mark.parametrize("kind", ["exists", "none"])
def test_a_less_discriminatory_alternative_exists_only_where_configured(kind):
    """Dropping the address score costs nothing and narrows the gap, or costs and the gap is in the risk."""
    held = lending.simulate(SMALL.but(applicants=30_000, less_discriminatory=kind), 5)
    rows, x = truth(held), as_known(held)
    group = rows["applicant_id"].map(held.truth.people.set_index("applicant_id")["ethnic_group"]).to_numpy()
    half = np.arange(len(rows)) % 2 == 0
    y = rows["would_default"].to_numpy()
    found = {}
    for name, columns in (("all", list(x.columns)), ("without", [one for one in x.columns if one != "address_score"])):
        model = HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=8, random_state=0).fit(
            x.loc[half, columns], y[half]
        )
        score = model.predict_proba(x.loc[~half, columns])[:, 1]
        approved = score <= np.quantile(score, 0.7)
        rate = pd.Series(approved).groupby(group[~half]).mean()
        found[name] = roc_auc_score(y[~half], score), rate["group_b"] / rate["group_a"]
    cost, gain = found["all"][0] - found["without"][0], found["without"][1] - found["all"][1]
    if kind == "exists":
        assert cost < 0.006
        assert gain > 0.035
    else:
        assert cost > 0.006


def test_prices_carry_the_gap_that_was_configured():
    for gap in (0.0, 1.5):
        held = book(markup_gap=gap)
        row = held.offers.merge(held.applications, on="application_id", suffixes=("", "_asked"), validate="many_to_one")
        row = row[row["channel"].isin(["branch", "broker"])]
        group = row["applicant_id"].map(held.truth.people.set_index("applicant_id")["ethnic_group"])
        markup = (row["apr"] - row["list_apr"]).groupby([row["channel"], group], observed=True).mean() * 100
        found = markup["broker", "group_b"] - markup["broker", "group_a"]
        assert abs(found - gap) < 0.12


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"applicants": 5}, "applicants is 5, expected a whole number from 500 to 2000000."),
        ({"exploration_share": 0.9}, "exploration_share is 0.9, expected a number from 0 to 0.5."),
        ({"end": dt.date(2020, 1, 1)}, "end is 2020-01-01, expected a day after start (2021-01-01)."),
        ({"end": dt.date(2021, 6, 1)}, "end is 2021-06-01, expected two to ten years after start (2021-01-01)."),
        ({"seen_on": dt.date(2025, 1, 3)}, "seen_on is 2025-01-03, expected a day from 2025-02-01"),
        ({"macro_shift_on": dt.date(2030, 1, 1)}, "macro_shift_on is 2030-01-01, expected a day from 2021-01-01"),
        ({"less_discriminatory": "maybe"}, "less_discriminatory is 'maybe', expected 'exists' or 'none'."),
        ({"applicant": 700}, "Unknown field applicant: did you mean applicants?"),
    ],
)
def test_a_bad_configuration_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(WorldError) as refused:
        SMALL.but(**changes)
    assert str(refused.value).startswith(sentence)


def test_a_bad_seed_is_refused():
    with pytest.raises(WorldError, match="seed is -1, expected a whole number from 0 on"):
        lending.simulate(SMALL, -1)


def test_shifts_can_be_switched_off():
    quiet = LendingConfig(
        applicants=600, macro_shift_on=None, applicant_shift_on=None, exploration_share=0.0, fallback_share=0.0
    )
    rows = truth(lending.simulate(quiet, 0))
    assert np.allclose(rows["pd_12m"], rows["pd_12m_calm"])
