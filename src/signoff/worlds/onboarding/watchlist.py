"""An invented watch list that changes: entries, aliases, birth dates, versions."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from signoff.worlds.draw import Ints, exactly, stream
from signoff.worlds.onboarding import clock, text
from signoff.worlds.onboarding.applications import Book
from signoff.worlds.onboarding.config import OnboardingConfig
from signoff.worlds.onboarding.people import NONE, planted
from signoff.worlds.onboarding.vocabulary import Form, names


@dataclass(frozen=True)
class WatchList:
    """An entry per listed person; `key` is the name as rules compare it, `person` an applicant or NONE."""

    given: Ints
    family: Ints
    alias_form: Ints
    year: Ints
    month: Ints
    day: Ints
    first: Ints
    last: Ints
    person: Ints
    key: Ints
    published: Ints


def watch_list(config: OnboardingConfig, seed: int, book: Book) -> WatchList:
    """Entries that appear and disappear with the versions; a few are applicants, and many are namesakes of some.

    The planted customer is listed in a version after the account was opened; the planted namesake shares the name of an
    entry of the first version, not the birth date.
    """
    rng = stream(seed, "onboarding", "list")
    size, who = config.listed, book.who
    some = rng.choice(len(who.kind), size, replace=False)
    hit, namesake = planted()["list_hit"][0], planted()["list_namesake"][0]
    some = np.r_[hit, namesake, some[~np.isin(some, [hit, namesake])]][:size]
    versions = max(3, clock.span_days(config) // config.list_days)
    first = np.where(rng.random(size) < 0.6, 0, rng.integers(0, versions, size))
    applied = (book.made.at[book.made.person == hit].max() - clock.first_moment(config)) // clock.DAY
    first[0], first[1] = min(versions - 1, applied // config.list_days + 3), 0
    last = np.where(rng.random(size) < 0.15, np.minimum(first + rng.integers(1, versions, size), versions), versions)
    last[:2] = versions
    is_applicant = exactly(rng, 0.03, size, at_least=1)
    is_applicant[0], is_applicant[1] = True, False
    year, month, day = who.year[some].copy(), who.month[some].copy(), who.day[some].copy()
    year[~is_applicant] -= rng.integers(2, 15, int((~is_applicant).sum()))
    given, family = who.given[some], who.family[some] * 2 + who.gender[some]
    return WatchList(
        given=given, family=family, alias_form=np.where(rng.random(size) < 0.5, Form.OTHER, NONE),
        year=np.where(rng.random(size) < 0.2, NONE, year), month=month, day=day, first=first,
        last=np.where(last >= versions, NONE, last), person=np.where(is_applicant, some, NONE),
        key=name_key(given, np.full(size, int(Form.OFFICIAL)), family, np.full(size, int(Form.OFFICIAL))),
        published=clock.first_moment(config) + np.arange(versions) * config.list_days * clock.DAY,
    )  # fmt: skip


def name_key(given: Ints, given_form: Ints, family: Ints, family_form: Ints) -> Ints:
    """Numbers that are equal where the written names are equal but for case and marks."""
    known = names()
    return known.given.code(given, given_form) * 10**6 + known.family.code(family, family_form)


def date_text(year: Ints, month: Ints, day: Ints) -> pa.Array:
    """Year-month-day."""
    rows = len(year)
    return text.fixed(
        text.digits(year, 4), text.mark("-", rows), text.digits(month, 2), text.mark("-", rows), text.digits(day, 2)
    )
