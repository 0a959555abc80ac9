"""The books of features/link_identities: every case is planted, and no two applications of one person are out of reach."""

import runpy
from functools import cache
from itertools import combinations
from pathlib import Path

import jellyfish
import pandas as pd
import pytest

from signoff.worlds.onboarding.linkage import (
    COLUMNS,
    GROUPS,
    INHERITED,
    MORE,
    NEARLY,
    ONE_PERSON,
    SEVERAL_PEOPLE,
    LinkageBook,
    inherited_book,
    linkage_book,
)

ROOT = Path(__file__).resolve().parents[1]
SOLUTION = runpy.run_path(str(ROOT / "solutions/02_features/04_link_identities/link_identities.py"))
romanised, folded = SOLUTION["romanised"], SOLUTION["_sound"]
SEEDS = range(2)
CONTACTS = ["document_number", "email", "phone", "street"]


@cache
def book(seed: int) -> LinkageBook:
    return linkage_book(seed)


@cache
def inherited(seed: int) -> LinkageBook:
    return inherited_book(seed)


def groups(held: LinkageBook, case: str) -> list[pd.DataFrame]:
    """The applications of each group of a case with their person, by role."""
    rows = held.applications.join(held.truth[["person_id", "case", "group", "role"]])
    return [group for _, group in rows[rows["case"] == case].sort_values("role").groupby("group")]


@pytest.mark.parametrize("made", [linkage_book, inherited_book])
def test_the_same_seed_gives_the_same_book(made):
    one, other = made(3), made(3)
    pd.testing.assert_frame_equal(one.applications, other.applications)
    pd.testing.assert_frame_equal(one.truth, other.truth)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("made", [book, inherited])
def test_truth_goes_row_by_row_with_the_applications(made, seed):
    held = made(seed)
    assert tuple(held.applications.columns) == COLUMNS
    assert held.applications["application_id"].is_unique
    assert held.applications["application_id"].equals(held.truth["application_id"])
    assert held.truth["person_id"].notna().all()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_missing_in_the_simulated_book(seed):
    assert book(seed).applications.notna().all().all()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_case_is_planted_sixteen_times(seed):
    for case in (*ONE_PERSON, *SEVERAL_PEOPLE):
        assert len(groups(book(seed), case)) == (5 * len(NEARLY) if case == "strangers" else GROUPS), case
    for case in INHERITED:
        assert len(groups(inherited(seed), case)) == GROUPS, case


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_are_of_one_person_or_of_several(seed):
    for case in ONE_PERSON:
        assert all(len(set(group["person_id"].head(2))) == 1 for group in groups(book(seed), case)), case
    for case in SEVERAL_PEOPLE:
        assert all(len(set(group["person_id"].head(2))) == 2 for group in groups(book(seed), case)), case
    for case in INHERITED:
        assert all(group["person_id"].is_unique for group in groups(inherited(seed), case)), case


@pytest.mark.parametrize("seed", SEEDS)
def test_two_applications_of_one_person_have_a_contact_in_common(seed):
    rows = book(seed).applications
    home = rows["postcode"] + "|" + rows["street"].map(lambda street: "".join(filter(str.isdigit, street)))
    keys = [rows["document_number"].tolist(), rows["email"].tolist(), rows["phone"].tolist(), home.tolist()]
    for places in book(seed).truth.groupby("person_id").indices.values():
        for a, b in combinations(places, 2):
            assert any(key[a] == key[b] for key in keys), rows.iloc[[a, b]]


@pytest.mark.parametrize("seed", SEEDS)
def test_strangers_share_name_and_birth_date_and_no_contact(seed):
    for place, group in enumerate(groups(book(seed), "strangers")):
        assert group[["given_name", "family_name", "birth_date"]].nunique().eq(1).all()
        assert group[["document_number", "email", "phone", "device_id"]].nunique().eq(2).all()
        nearly, local = NEARLY[place % len(NEARLY)], group["email"].str.split("@").str[0]
        near = nearly in ("street, other number", "street, other flat")
        assert group["postcode"].nunique() == (1 if near else 2)
        assert (len(set(group["street"])) == 1) == (nearly == "street, other town")
        if near:
            assert len(set(group["street"].str.replace("[0-9]", "", regex=True))) == 1
        if nearly == "digits of the e-mail address":
            assert len(set(local.str.replace("[^0-9]", "", regex=True))) == 1
        if nearly == "local part":
            assert len(set(local)) == 1


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", MORE)
def test_look_alikes_share_what_is_too_little(case, seed):
    for place, group in enumerate(groups(book(seed), case)):
        agree = {name for name in CONTACTS if len(set(group[name])) == 1}
        assert agree == set(MORE[case][place % len(MORE[case])])


@pytest.mark.parametrize("seed", SEEDS)
def test_twins_names_are_nothing_alike_however_they_are_folded(seed):
    for group in [*groups(book(seed), "twins"), *groups(book(seed), "bridge")]:
        one, other = group["given_name"].head(2)
        for form in (str.lower, romanised, folded):
            assert jellyfish.jaro_winkler_similarity(form(one), form(other)) < 0.65, (one, other)


@pytest.mark.parametrize("seed", SEEDS)
def test_other_spellings_need_to_be_folded(seed):
    for group in groups(book(seed), "other_spelling"):
        for name in ("given_name", "family_name"):
            one, other = group[name]
            assert jellyfish.jaro_winkler_similarity(romanised(one), romanised(other)) < 0.8
            assert jellyfish.jaro_winkler_similarity(folded(one), folded(other)) > 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_only_who_may_be_parent_or_child_is_not_scored(seed):
    truth = inherited(seed).truth
    assert truth["scored"].eq((truth["case"] != "between") | (truth["role"] != 2)).all()
    assert book(seed).truth["scored"].all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bridge_has_the_document_of_one_twin_and_the_address_of_the_other(seed):
    for group in groups(book(seed), "bridge"):
        document, email = group["document_number"].tolist(), group["email"].tolist()
        assert document[2] == document[0] != document[1]
        assert email[2] == email[1] != email[0]
        assert len(set(group["given_name"].str[0])) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_inherited_book_has_no_contacts_and_the_gaps_that_are_planted(seed):
    rows = inherited(seed).applications
    assert rows[["document_number", "email", "phone", "device_id", "ip"]].isna().all().all()
    assert all(
        group["birth_date"].isna().tolist() == [False, False, True] for group in groups(inherited(seed), "between")
    )
    assert all(group["birth_date"].isna().tolist() == [False, True] for group in groups(inherited(seed), "no_birth"))
    assert all(group["given_name"].isna().tolist() == [False, True] for group in groups(inherited(seed), "no_given"))
    assert all(len(set(group["street"])) == 1 for group in groups(inherited(seed), "twins"))
