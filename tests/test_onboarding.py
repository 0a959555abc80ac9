"""The onboarding world: the same seed gives the same tables, nothing is known before its time, every case is there."""

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from sklearn.metrics import roc_auc_score

from signoff.author.believable.onboarding_linkage import good
from signoff.worlds import onboarding
from signoff.worlds.onboarding import PRESETS, OnboardingWorld, gallery
from signoff.worlds.onboarding.cases import CASES
from signoff.worlds.onboarding.people import KINDS
from signoff.worlds.settings import WorldError
from signoff.worlds.tables import dictionary, digests, frames

SEEDS = range(20)
SMALL = PRESETS["small"]
PINNED = {
    "alerts": "19d694fa6db14cfe",
    "applications": "5a527f303ad065ad",
    "costs": "261df62dd3fa4449",
    "list_entries": "b96a3667146ae274",
    "list_versions": "e41b1bdefa388ee7",
    "outcomes": "752e7e11ed861507",
    "random_checks": "dc6ce31d27bcd3be",
    "reviews": "fcd51b67e17cca30",
    "shifts": "afafb596a13bf5fd",
    "truth/cases": "ffcc930c06954850",
    "truth/listed": "695e78447c7e5172",
    "truth/truth": "a0f7b227b5ce47cb",
}


@cache
def world(seed: int) -> OnboardingWorld:
    return onboarding.simulate(SMALL, seed)


def rows(held: OnboardingWorld) -> pd.DataFrame:
    """A row per application: as typed, and what is behind it."""
    return held.applications.merge(held.truth.truth, on="application_id", validate="one_to_one")


def shown(held: OnboardingWorld, case: str) -> pd.DataFrame:
    """The applications that show a case."""
    mine = held.truth.cases.loc[held.truth.cases["case"] == case, "application_id"]
    return rows(held).set_index("application_id").loc[mine]


def one(values: pd.Series) -> bool:
    """Whether all values are the same."""
    return len(set(values)) == 1


def end(held: OnboardingWorld) -> pd.Timestamp:
    return pd.Timestamp(held.config.end, tz="UTC")


def test_a_seed_gives_these_tables_on_any_machine():
    found = digests(onboarding.simulate(SMALL, 2611))
    assert {name: digest[:16] for name, digest in found.items()} == PINNED


def test_another_seed_gives_other_tables():
    one, other = digests(world(3)), digests(world(4))
    assert {name for name in one if one[name] == other[name]} == {"costs", "shifts", "list_versions"}  # configured


@pytest.mark.parametrize("seed", SEEDS)
def test_frames_are_as_the_dictionary_says(seed):
    tables = {(one.side, one.name): one for one in dictionary("onboarding").tables}
    found = {(side, name): frame for side, name, frame in frames(world(seed))}
    assert found.keys() == tables.keys()
    for key, frame in found.items():
        assert list(frame.columns) == [column.name for column in tables[key].columns]
        assert [str(kind) for kind in frame.dtypes] == [column.dtype for column in tables[key].columns], key
    assert tuple(found["truth", "cases"]["case"].cat.categories) == tuple(CASES)
    assert tuple(found["truth", "truth"]["kind"].cat.categories) == KINDS


@pytest.mark.parametrize("seed", SEEDS)
def test_applications_are_well_formed(seed):
    held = world(seed)
    asked = held.applications
    assert len(asked) == held.config.applications
    assert asked["application_id"].is_unique
    assert asked["applied_at"].is_monotonic_increasing
    assert asked["applied_at"].between(pd.Timestamp(held.config.start, tz="UTC"), end(held), inclusive="left").all()
    pd.to_datetime(asked["birth_date"], format="%Y-%m-%d")  # every date exists
    assert asked["email"].str.fullmatch(r"[a-z0-9._-]+@example\.(com|org|net)").all()
    assert asked["phone"].str.fullmatch(r"\+\d\d \d{9,10}").all()
    assert asked["ip"].str.fullmatch(r"10(\.\d{1,3}){3}").all()
    assert asked["document_number"].str.fullmatch(r"[A-Z]\d{9}").all()
    for name in ("given_name", "family_name", "street", "town"):
        assert (asked[name].str.len() > 0).all()
    native = asked["native_name"].dropna()
    assert not native.map(str.isascii).any()
    assert asked["vendor_score"].between(0, 1).all()
    assert held.truth.truth["application_id"].equals(asked["application_id"])


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_known_before_its_time(seed):
    held = world(seed)
    for frame, column in (
        (held.reviews, "closed_at"),
        (held.random_checks, "checked_at"),
        (held.outcomes, "available_at"),
    ):
        assert (frame[column] < end(held)).all(), column
    seen = held.reviews.merge(held.alerts, on="alert_id").merge(held.applications, on="application_id")
    assert (seen["applied_at"] < seen["raised_at"]).all()
    assert (seen["raised_at"] <= seen["started_at"] + pd.Timedelta("1s")).all()
    assert (seen["started_at"] <= seen["closed_at"]).all()
    checked = held.random_checks.merge(held.applications, on="application_id")
    assert (checked["applied_at"] < checked["checked_at"]).all()
    assert not held.random_checks["application_id"].isin(held.alerts["application_id"]).any()
    heard = held.outcomes.merge(rows(held), on="application_id")
    assert (heard["applied_at"] < heard["happened_at"]).all()
    assert (heard["happened_at"] < heard["available_at"]).all()
    assert heard["opened"].all()  # nothing is heard of an account that does not exist


@pytest.mark.parametrize("seed", SEEDS)
def test_the_queue_respects_order_shifts_and_capacity(seed):
    held = world(seed)
    reviews = held.reviews.sort_values("alert_id")
    assert reviews["started_at"].is_monotonic_increasing
    assert reviews["closed_at"].is_monotonic_increasing
    assert reviews["alert_id"].tolist() == list(range(1, len(reviews) + 1))  # first come, first served
    assert reviews["analyst"].between(1, held.config.analysts).all()
    shifts = held.shifts
    place = np.searchsorted(shifts["starts_at"], reviews["closed_at"], side="right") - 1
    assert (reviews["closed_at"].to_numpy() <= shifts["ends_at"].to_numpy()[place]).all()
    minutes = (shifts["ends_at"] - shifts["starts_at"]).dt.total_seconds() / 60 * shifts["analysts"]
    done = reviews.groupby(place)["handle_minutes"].sum()
    begun_before = reviews.groupby(place)["handle_minutes"].first()  # may have begun in the shift before
    assert (done <= minutes.iloc[done.index].to_numpy() + begun_before + 0.01).all()


def test_a_busier_desk_waits_longer():
    hours = []
    for shift in (1.0, 2.0, 7.0):
        held = onboarding.simulate(SMALL.but(shift_hours=shift), 5)
        hours.append(gallery.waits(held)["hours"].mean())
    assert hours[0] > hours[1] > hours[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_in_every_small_world(seed):
    held = world(seed)
    found = {case: shown(held, case) for case in CASES}
    assert [case for case, mine in found.items() if not len(mine)] == []
    people = {case: mine["person_id"].nunique() for case, mine in found.items()}
    twins = found["twins"]
    assert people["twins"] == 2
    assert one(twins["birth_date"])
    assert one(twins["household_id"])
    assert people["hall"] >= 12
    assert found["hall"]["household_id"].nunique() == people["hall"]
    assert one(found["hall"]["street"].str.extract(r" (\d+) / ")[0])
    assert people["family_device"] == 3
    assert one(found["family_device"]["device_id"])
    assert one(found["family_device"]["household_id"])
    assert people["branch_device"] >= 5
    assert people["namesakes"] == 2
    assert found["namesakes"]["household_id"].nunique() == 2
    assert found["namesakes"][["given_name", "family_name", "birth_date"]].drop_duplicates().shape[0] == 1
    assert one(found["recycled_phone"]["phone"])
    for case in ("typo", "moved", "married_name", "transliterated", "second_account"):
        assert people[case] == 1, case
        assert len(found[case]) == 2, case
    assert found["married_name"]["family_name"].nunique() == 2
    assert found["moved"]["street"].nunique() == found["moved"]["device_id"].nunique() == 2
    assert found["transliterated"]["document_type"].nunique() == 2
    assert found["transliterated"]["native_name"].notna().sum() == 1
    assert people["bridge"] == 2
    assert len(found["bridge"]) == 3
    assert (found["bridge"]["given_name"].str.len() <= 2).sum() == 1
    assert people["document_ring"] >= 3
    assert one(found["document_ring"]["document_number"])
    assert one(found["document_ring"]["ring_id"])
    farm = found["device_farm"]
    assert len(farm) >= 12
    assert one(farm["device_id"])
    assert farm["applied_at"].max() - farm["applied_at"].min() < pd.Timedelta("12h")
    assert not found["accused_honest"]["dishonest"].any()
    for case in ("cleared_guilty", "late_outcome", "never_alerted", "random_check_found", "mule", "synthetic"):
        assert found[case]["dishonest"].all(), case
    heard = held.outcomes.set_index("application_id")
    closed = held.reviews.merge(held.alerts, on="alert_id").set_index("application_id")
    late = found["late_outcome"].index
    assert (heard.loc[late, "happened_at"] - closed.loc[late, "closed_at"] >= pd.Timedelta("60D")).all()
    assert (closed.loc[late, "verdict"] == "cleared").all()
    quiet = found["never_alerted"].index
    assert (heard.loc[quiet, "outcome"] == "confirmed_fraud").all()
    assert not quiet.isin(held.alerts["application_id"]).any()
    checks = held.random_checks.set_index("application_id")
    assert (checks.loc[found["random_check_found"].index, "verdict"] == "suspicious").all()
    hit = found["list_hit"].iloc[0]
    entry = held.truth.listed.loc[held.truth.listed["person_id"] == hit["person_id"], "entry_id"].iloc[0]
    version = held.list_entries.set_index("entry_id").loc[entry, "first_version"]
    assert held.list_versions.set_index("version").loc[version, "published_at"] > hit["applied_at"]
    namesake = found["list_namesake"].iloc[0]
    listed = held.list_entries[held.list_entries["name"] == f"{namesake['given_name']} {namesake['family_name']}"]
    assert len(listed) >= 1
    assert namesake["person_id"] not in set(held.truth.listed["person_id"])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_analysts_said_is_what_they_would_say(seed):
    held = world(seed)
    said = held.reviews.merge(held.alerts, on="alert_id")[["application_id", "verdict"]]
    said = pd.concat([said, held.random_checks[["application_id", "verdict"]]]).merge(rows(held), on="application_id")
    assert (said["verdict"].astype(str) == said["analyst_would_say"].astype(str)).all()
    declined = said.loc[said["verdict"] == "suspicious", "application_id"]
    opened = rows(held).set_index("application_id")["opened"]
    assert not opened[declined].any()
    assert opened.drop(declined).all()
    assert (rows(held).loc[~rows(held)["dishonest"], "loss_eur"] == 0).all()
    assert (rows(held).loc[rows(held)["dishonest"], "loss_eur"] > 0).all()


def test_households_are_no_rings():
    held = onboarding.simulate(SMALL.but(applications=20_000), 2)
    found = rows(held)
    rings = found.dropna(subset="ring_id")
    assert rings["dishonest"].all()
    assert rings.groupby("ring_id")["household_id"].nunique().min() >= 3
    assert rings.groupby("ring_id")["kind"].nunique().max() == 1
    families = found[~found["dishonest"]].groupby("household_id")
    assert families["ring_id"].count().max() == 0
    assert (families["device_id"].nunique() < families["person_id"].nunique()).sum() > 100  # they share, honestly


def test_ids_and_places_give_nothing_away():
    """Telephone, document, device and network as numbers say nothing of guilt; nor do seconds and microseconds."""
    found = rows(onboarding.simulate(SMALL.but(applications=40_000), 4))
    alone = found[~found["kind"].isin(["device_farm", "document_ring"])]  # many applications, one number
    columns = {
        "device": alone["device_id"], "document": alone["document_number"].str[1:].astype(float),
        "phone": alone["phone"].str[-8:].astype(float), "network": alone["ip"].str.split(".").str[1].astype(float),
        "microsecond": alone["applied_at"].dt.microsecond, "second": alone["applied_at"].dt.second,
    }  # fmt: skip
    noise = np.sqrt(1 / (12 * alone["dishonest"].sum() / 2))
    for name, values in columns.items():
        auc = roc_auc_score(alone["dishonest"], values)
        assert abs(auc - 0.5) < 4 * noise, (name, auc)


def test_guilt_does_not_depend_on_origin():
    counts = []
    for seed in range(6):
        found = rows(onboarding.simulate(SMALL.but(applications=20_000), seed))
        alone = found[found["kind"].isin(["first", "mule"])]  # rings have one maker each, and so one origin more often
        counts.append(alone.groupby("origin", observed=False)["dishonest"].agg(["sum", "size"]))
    total = sum(counts)
    rate = total["sum"].sum() / total["size"].sum()
    z = (total["sum"] - rate * total["size"]) / np.sqrt(rate * total["size"])
    assert (z.abs() < 4).all()


def test_the_vendor_is_calibrated():
    found = pd.concat([rows(onboarding.simulate(SMALL.but(applications=30_000), seed)) for seed in (1, 2)])
    band = pd.qcut(found["vendor_score"], 8)
    table = found.groupby(band, observed=True)[["vendor_score", "dishonest"]].mean()
    noise = np.sqrt(table["vendor_score"] / (len(found) / 8))
    assert ((table["dishonest"] - table["vendor_score"]).abs() < 4 * noise + 0.002).all()


@pytest.mark.parametrize("seed", range(4))
def test_closing_over_bridges_merges_people(seed):
    """The initial of the planted bridge is linked to either twin at most by a guess; the closure joins both."""
    held = world(seed)
    three = shown(held, "bridge")
    initial = three[three["given_name"].str.len() <= 2]
    others = three[three["given_name"].str.len() > 2]
    assert (others["given_name"].str[0].str.upper() == initial["given_name"].iloc[0][0].upper()).all()
    assert others["person_id"].nunique() == 2
    assert (others["birth_date"] == initial["birth_date"].iloc[0]).all()


def test_a_good_linkage_beats_chance_on_a_small_world():
    found = rows(world(2))
    links = good(found)
    person = found["person_id"].to_numpy()
    right = person[links.left] == person[links.right]
    sizes = found.groupby("person_id").size()
    assert right.mean() > 0.85
    assert right.sum() > 0.85 * (sizes * (sizes - 1) // 2).sum()


@pytest.mark.parametrize("draw", gallery.PICTURES)
def test_a_picture_says_what_it_found(draw):
    titles = []
    for held in (
        world(0),
        onboarding.simulate(SMALL.but(applications=12_000, shift_hours=8.0, device_farm_share=0.05), 1),
    ):
        ax = Figure().add_subplot()
        draw(ax, held)
        titles.append(ax.get_title(loc="left"))
    assert all(any(letter.isdigit() for letter in title) for title in titles)
    assert titles[0] != titles[1]  # computed, not typed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"applications": 10}, "applications is 10, expected a whole number from 1500 to 5000000."),
        ({"mule_share": 0.5}, "mule_share is 0.5, expected a number from 0.0005 to 0.1."),
        ({"end": dt.date(2024, 1, 1)}, "end is 2024-01-01, expected a day after start (2025-01-01)."),
        ({"end": dt.date(2025, 2, 1)}, "end is 2025-02-01, expected 120 days to ten years after start (2025-01-01)."),
        ({"analysts": 0}, "analysts is 0, expected a whole number from 1 to 2000."),
        ({"analyst": 3}, "Unknown field analyst: did you mean analysts?"),
    ],
)
def test_a_bad_configuration_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(WorldError) as refused:
        SMALL.but(**changes)
    assert str(refused.value).startswith(sentence)
