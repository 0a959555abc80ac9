"""A watch list that changes every other week: simulated people under several names, some with a birth date."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Ints, expand, pick, pick_each, stream
from signoff.worlds.onboarding import clock
from signoff.worlds.onboarding.applications import Book
from signoff.worlds.onboarding.config import OnboardingConfig
from signoff.worlds.onboarding.people import NONE
from signoff.worlds.onboarding.vocabulary import Form, names, popularity


@dataclass(frozen=True)
class WatchList:
    """Arrays per name on the list, and per version.

    Attributes:
        entry: number of the listed person a name belongs to.
        given, given_form, family, family_form: words of the name.
        kind: 0 primary, 1 alias, 2 native script.
        year, month, day: birth date, 0 where the list does not know it.
        added, removed: versions; `removed` is NONE while the name stands.
        published: moment of each version, from version 1 on, microseconds UTC.
        person: per entry the person in the population who is listed, NONE for most.
    """

    entry: Ints
    given: Ints
    given_form: Ints
    family: Ints
    family_form: Ints
    kind: Ints
    year: Ints
    month: Ints
    day: Ints
    added: Ints
    removed: Ints
    published: Ints
    person: Ints

    def codes(self) -> Ints:
        """A number per name, equal where names are equal but for case and marks."""
        return name_codes(self.given, self.given_form, self.family, self.family_form)


def name_codes(given: Ints, given_form: Ints, family: Ints, family_form: Ints) -> Ints:
    """A number per full name, equal where the written names are equal but for case and marks."""
    words = names()
    return words.given.code(given, given_form) * len(words.family.same) + words.family.code(family, family_form)


def watch_list(config: OnboardingConfig, seed: int, held: Book) -> WatchList:
    """Draws the list: entry 0 is a customer of the bank, put on it later; entry 1 is a namesake of another."""
    rng, words, who = stream(seed, "onboarding", "watch list"), names(), held.who
    count, versions = config.listed, -(-clock.span_days(config) // config.list_days)
    published = clock.first_moment(config) + np.arange(versions) * config.list_days * clock.DAY + 4 * clock.HOUR
    # Lists are about conflicts and places; this one says nothing about the guilt of those who come from there.
    weights = [0.04, 0.03, 0.03, 0.04, 0.04, 0.05, 0.08, 0.24, 0.1, 0.05, 0.03, 0.25, 0.02]
    origin, gender = pick(rng, weights, count), (rng.random(count) < 0.85).astype(np.int64)
    given_lists = _weights(words.given_count.ravel())
    given = words.given_start.ravel()[origin * 2 + gender] + pick_each(rng, given_lists, origin * 2 + gender)
    family = (words.family_start[origin] + pick_each(rng, _weights(words.family_count), origin)) * 2 + gender
    year, month, day = rng.integers(1945, 2001, count), rng.integers(1, 13, count), rng.integers(1, 29, count)
    added = np.where(rng.random(count) < 0.6, 1, rng.integers(1, versions + 1, count))
    removed = np.where(rng.random(count) < 0.12, added + rng.integers(1, versions + 1, count), versions + 1)

    person = np.full(count, NONE)
    hit, alike = held.made.person[held.shown["list_hit"][0]], held.made.person[held.shown["list_namesake"][0]]
    living = np.flatnonzero((who.kind == 0) & (np.arange(len(who.kind)) > 50))
    same = np.append([hit, alike], rng.choice(living, count // 10, replace=False))  # namesakes of customers
    rows = np.arange(len(same))
    given[rows], family[rows] = who.given[same], who.family[same] * 2 + who.gender[same]
    true = np.append(0, 2 + np.arange(count // 200))
    person[true] = same[true]
    for mine, theirs in ((year, who.year), (month, who.month), (day, who.day)):
        mine[true] = theirs[same[true]]
    year[1] = who.year[alike] - 7
    opened = (held.made.at[held.shown["list_hit"][0]] - published[0]) // (config.list_days * clock.DAY)
    added[0], added[1] = min(int(opened) + 3, versions), 1
    removed[:2] = versions + 1

    several, number = expand(1 + pick(rng, [0.2, 0.4, 0.3, 0.1], count))
    kind = np.select([number == 0, number == 2], [0, 2], 1)
    form = np.select([number == 0, number == 1, number == 2], [Form.OFFICIAL, Form.OTHER, Form.NATIVE], Form.THIRD)
    late = (number > 0) & (rng.random(len(several)) < 0.2)  # aliases become known later
    of_name = added[several] + np.where(late, rng.integers(0, versions + 1, len(several)), 0)
    held_back = removed[several] <= of_name
    keep = (of_name <= versions) & ~held_back
    blind, rough = _blind(rng, count), rng.random(count) < 0.25
    rough[:2] = False
    day, month = np.where(rough, 0, day), np.where(rough, 0, month)
    year, month, day = (np.where(blind, 0, part) for part in (year, month, day))
    gone = np.where(removed > versions, NONE, removed)[several]
    return WatchList(
        several[keep], given[several][keep], form[keep], family[several][keep], form[keep], kind[keep],
        year[several][keep], month[several][keep], day[several][keep], of_name[keep], gone[keep], published, person,
    )  # fmt: skip


def in_force(listed: WatchList, codes: Ints, at: Ints) -> Bools:
    """Whether a name with this code stands on the version of the list that is in force at the time.

    Args:
        listed: the list.
        codes, at: of the names asked for, and when (microseconds UTC).
    """
    version = np.searchsorted(listed.published, at, side="right")
    found = np.zeros(len(codes), bool)
    own, order = listed.codes(), np.argsort(listed.codes(), kind="stable")
    start = np.searchsorted(own[order], codes, side="left")
    count = np.searchsorted(own[order], codes, side="right") - start
    for number in range(int(count.max(initial=0))):  # the few names that several entries have in common
        row = order[np.minimum(start + number, len(order) - 1)]
        stands = (listed.added[row] <= version) & ((listed.removed[row] == NONE) | (version < listed.removed[row]))
        found |= (number < count) & stands
    return found


def _blind(rng: np.random.Generator, count: int) -> Bools:
    blind = rng.random(count) < 0.15
    blind[:2] = False
    return blind


def _weights(sizes: Ints) -> np.ndarray:
    lists = np.zeros((len(sizes), sizes.max()))
    for row, size in enumerate(sizes):
        lists[row, :size] = popularity(size)
    return lists


