"""The data room: every fact in the manifest is computed again, and everything that can break gives a sentence."""

import gzip
import hashlib
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from signoff.worlds.datasets import DatasetError, bank_marketing, card_default, digest, load, manifest
from signoff.worlds.dictionary import dictionary_page

HOME = Path(__file__).resolve().parents[1] / "datasets"
IDS = ["taiwan_card_default", "bank_marketing"]
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


@pytest.mark.parametrize("dataset_id", IDS)
def test_frames_hold_the_values_of_the_csv(dataset_id):
    facts = manifest().dataset(dataset_id)
    raw = pd.read_csv(HOME / facts.file, dtype=str, na_filter=False)
    frame = load(dataset_id)
    for column in facts.columns:
        held = frame[column.name]
        if column.missing is not None:
            held = held.fillna(column.missing)
        back = {value: source for source, value in (column.codes or {}).items()}
        told = [back[value] if back else str(value) for value in held]
        assert told == raw[column.source].tolist(), column.name


@pytest.mark.parametrize("dataset_id", IDS)
def test_every_csv_column_is_in_the_dictionary_and_the_other_way_round(dataset_id):
    facts = manifest().dataset(dataset_id)
    header = pd.read_csv(HOME / facts.file, nrows=0).columns
    assert [column.source for column in facts.columns] == list(header)
    assert [column.name for column in facts.columns] == list(load(dataset_id).columns)
    assert [str(dtype) for dtype in load(dataset_id).dtypes] == [column.dtype for column in facts.columns]


@pytest.mark.parametrize("dataset_id", IDS)
def test_both_checksums_and_the_row_count_are_those_of_the_file(dataset_id):
    facts = manifest().dataset(dataset_id)
    compressed = (HOME / facts.file).read_bytes()
    assert hashlib.sha256(compressed).hexdigest() == facts.sha256
    csv = gzip.decompress(compressed)
    assert hashlib.sha256(csv).hexdigest() == facts.csv_sha256
    assert len(csv.splitlines()) - 1 == facts.rows


@pytest.mark.parametrize("dataset_id", IDS)
def test_explained_values_occur_and_all_statuses_are_explained(dataset_id):
    facts, frame = manifest().dataset(dataset_id), load(dataset_id)
    for column in facts.columns:
        if column.meaning is None:
            continue
        explained, found = set(facts.meanings[column.meaning]), set(frame[column.name].astype(str))
        # Numbers need a meaning each; a label explains itself unless the table says more.
        assert found <= explained if column.dtype == "int64" else explained <= found


@pytest.mark.parametrize("dataset_id", IDS)
def test_files_in_the_room_are_those_of_the_manifest(dataset_id):
    assert {one.file for one in manifest().datasets} | {"manifest.toml"} <= {path.name for path in HOME.iterdir()}
    facts = manifest().dataset(dataset_id)
    assert facts.licence == "CC BY 4.0"
    assert facts.doi in facts.citation


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
    found, expected = hashlib.sha256(altered).hexdigest(), manifest().dataset("bank_marketing").sha256
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


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ("bank_marketting", "did you mean bank_marketing?"),
        ("card_default", "did you mean taiwan_card_default?"),
        ("zzz", "there are taiwan_card_default, bank_marketing."),
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
        ('dtype = "bool"', 'dtype = "boolean"', f"{CARD}, column defaulted: dtype is \"boolean\", expected 'int64'"),
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
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{column.name}` |")]
        assert f"| `{column.source}` | `{column.dtype}` | {column.unit or ''} |" in row
        assert column.description in row
        assert all(f"`{value}`" in row for value in (column.codes or {}).values())
    for text in (facts.licence, facts.doi, facts.citation, facts.paper, facts.provenance, facts.one_row, *facts.limits):
        assert text in page
    for one in (*facts.facts, *facts.quirks):
        assert one.text in page
    assert "2026-11-24" in page


@pytest.mark.parametrize("dataset_id", IDS)
def test_tables_of_the_page_are_whole(dataset_id):
    widths = set()
    for block in dictionary_page(dataset_id).split("\n\n"):
        if block.startswith("| "):
            widths |= {len({len(re.split(r"(?<!\\)\|", line)) for line in block.splitlines()})}
    assert widths == {1}
