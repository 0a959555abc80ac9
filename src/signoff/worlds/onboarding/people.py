"""Who is behind the applications: households of honest people, and identities that somebody made up. All simulated."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Ints, exactly, expand, pick, pick_each, stream
from signoff.worlds.onboarding.config import OnboardingConfig
from signoff.worlds.onboarding.vocabulary import ORIGINS, names, places, popularity

KINDS = ("first", "reapplication", "second_account", "synthetic", "document_ring", "device_farm", "mule")
FIRST, REAPPLICATION, SECOND, SYNTHETIC, DOCUMENTS, FARM, MULE = range(len(KINDS))
"""Why an application exists; all from SECOND on are dishonest."""

COUNTRIES = ("DE", "FR", "ES", "IT", "PL", "RO", "TR", "RU", "UA", "BG", "GR", "EG", "MA", "JO", "LB", "JP")
PASSPORT, IDENTITY_CARD, PERMIT, LICENCE = range(4)
NONE = -1

PLANTED = (
    ("twins", 2), ("bridge", 2), ("family_device", 3), ("married_name", 1), ("transliterated", 1), ("typo", 1),
    ("moved", 1), ("namesakes", 1), ("namesakes", 1), ("recycled_phone", 1), ("recycled_phone", 1),
    ("second_account", 1), ("list_hit", 1), ("list_namesake", 1),
)  # fmt: skip
"""The first households of every world: the case that each is there for, and how many people it has."""


@dataclass(frozen=True)
class Addresses:
    """Where somebody lives; an entry per address. Words are positions in the vocabulary, `flat` 0 is none."""

    residence: Ints
    town: Ints
    street: Ints
    number: Ints
    flat: Ints
    postcode: Ints


@dataclass(frozen=True)
class People:
    """An entry per person or invented identity.

    Attributes:
        kind: FIRST for honest people, otherwise a dishonest kind.
        ring: number of the ring, NONE for most.
        household: number; invented identities have one each.
        origin, gender, given, family: as in the vocabulary; `family` counts pairs.
        year, month, day: birth date.
        address: position in the addresses.
        phone, device, ip: numbers; those of the first application.
        doc_type, doc_country, doc_number: the first document.
        hall: number of the student hall, NONE for most.
    """

    kind: Ints
    ring: Ints
    household: Ints
    origin: Ints
    gender: Ints
    given: Ints
    family: Ints
    year: Ints
    month: Ints
    day: Ints
    address: Ints
    phone: Ints
    device: Ints
    ip: Ints
    doc_type: Ints
    doc_country: Ints
    doc_number: Ints
    hall: Ints


@dataclass(frozen=True)
class Counts:
    """How many applications there are of each sort, exactly."""

    people: int
    mules: int
    again: int
    second: int
    synthetic: int
    documents: int
    farm: int


def counts(config: OnboardingConfig) -> Counts:
    def of(share: float, least: int) -> int:
        return max(least, round(share * config.applications))

    again, second = of(config.reapplication_share, 12), of(config.second_account_share, 2)
    invented = of(config.synthetic_share, 3), of(config.document_ring_share, 3), of(config.device_farm_share, 12)
    people = config.applications - again - second - sum(invented)
    return Counts(people, of(config.mule_share, 3), again, second, *invented)


def planted() -> dict[str, Ints]:
    """The positions of the planted people by case."""
    found: dict[str, Ints] = {}
    start = 0
    for name, size in PLANTED:
        found[name] = np.append(found.get(name, np.zeros(0, np.int64)), np.arange(start, start + size))
        start += size
    return found


def people(config: OnboardingConfig, seed: int) -> tuple[People, Addresses]:
    """Everybody, planted people first, then honest households, then identities that were made up."""
    wanted, rng = counts(config), stream(seed, "onboarding", "people")
    sizes = np.append([size for _, size in PLANTED], 1 + pick(rng, [0.78, 0.15, 0.05, 0.02], wanted.people))
    sizes = sizes[np.cumsum(sizes) - sizes < wanted.people]
    sizes[-1] -= sizes.sum() - wanted.people
    home, member = expand(sizes)
    invented = wanted.synthetic + wanted.documents + wanted.farm
    household = np.append(home, len(sizes) + np.arange(invented))
    member = np.append(member, np.zeros(invented, np.int64))
    kind = np.append(np.zeros(wanted.people, np.int64),
                     np.repeat([SYNTHETIC, DOCUMENTS, FARM], [wanted.synthetic, wanted.documents, wanted.farm]))  # fmt: skip
    kind[_mules(rng, wanted, home, sizes)] = MULE
    ring = _rings(rng, kind)
    count, homes = len(household), len(sizes) + invented

    residence = pick(rng, [0.4, 0.25, 0.18, 0.17], homes)
    abroad = rng.random(homes) < config.abroad_share
    abroad_weights = [0.03, 0.03, 0.03, 0.05, 0.13, 0.14, 0.14, 0.11, 0.13, 0.06, 0.05, 0.13, 0.03]
    origin_home = np.where(abroad, pick(rng, abroad_weights, homes), residence)
    origin_home[[_household("transliterated"), _household("list_hit")]] = ORIGINS.index("ru"), ORIGINS.index("uk")
    origin_home[_household("namesakes") + 1] = origin_home[_household("namesakes")]
    mixed = (rng.random(count) < 0.06) & (member > 0)
    origin = np.where(mixed, residence[household], origin_home[household])
    words = names()
    gender = rng.integers(0, 2, count)
    gender[planted()["married_name"]] = 0
    family = words.family_start[origin] + _popular(rng, words.family_count, origin)
    first_of = np.searchsorted(household, household)
    takes_name = (member > 0) & (rng.random(count) < 0.82) & (origin == origin[first_of])
    takes_name[: sum(size for _, size in PLANTED)] = True
    family = np.where(takes_name, family[first_of], family)
    given = _given(rng, origin, gender)
    year, month, day = _births(rng, origin, member, first_of)

    twin = _twins(rng, config, sizes, household, member)
    gender[planted()["bridge"]] = gender[planted()["bridge"][0]]
    origin[twin], family[twin] = origin[twin - 1], family[twin - 1]
    for of_birth in (year, month, day):
        of_birth[twin] = of_birth[twin - 1]
    given[twin] = _given(rng, origin[twin], gender[twin])
    _initials_alike(rng, given, origin, gender, twin)
    a, b = planted()["namesakes"]
    for trait in (origin, gender, given, family, year, month, day):
        trait[b] = trait[a]

    hall, hall_address = _halls(rng, config, wanted, sizes, home, kind)
    addresses = _addresses(rng, residence, hall_address)
    address = household.copy()
    phone = rng.integers(0, 10**8, count)
    a, b = planted()["recycled_phone"]
    phone[b] = phone[a]
    again = (rng.random(count) < 0.004) & (kind == FIRST) & (member == 0) & (np.arange(count) > 100)
    phone[again] = phone[rng.integers(sum(size for _, size in PLANTED), wanted.people, again.sum())]
    shared = (member > 0) & ((rng.random(count) < 0.45) | (year == year[first_of]))
    shared[planted()["family_device"]] = True
    device = np.where(shared, first_of, np.arange(count))
    ip = rng.integers(0, 2**24, homes)[household]
    ip = np.where(hall >= 0, rng.integers(0, 2**24, hall.max() + 1)[hall], ip)
    carrier = rng.integers(0, 2**24, max(8, count // 300))
    mobile = (rng.random(count) < 0.3) & (hall < 0)
    ip = np.where(mobile, carrier[rng.integers(0, len(carrier), count)], ip)

    foreign = origin != residence[household]
    doc_type = np.where(foreign, pick(rng, [0.5, 0.1, 0.4, 0.0], count), pick(rng, [0.25, 0.65, 0.0, 0.1], count))
    doc_type[planted()["transliterated"]] = PASSPORT
    held = People(
        kind, ring, household, origin, gender, given, family, year, month, day, address, phone, device, ip, doc_type,
        _doc_country(rng, origin, residence[household], doc_type), rng.integers(0, 10**9, count), hall,
    )  # fmt: skip
    _share_in_rings(rng, held, addresses)
    return held, addresses


def _household(case: str) -> int:
    return [name for name, _ in PLANTED].index(case)


def _mules(rng: np.random.Generator, wanted: Counts, home: Ints, sizes: Ints) -> Ints:
    """Mules are ordinary people, drawn without regard to anything but that they live alone and are not planted."""
    alone = np.flatnonzero((sizes[home] == 1) & (home >= len(PLANTED)))
    return np.sort(rng.choice(alone, wanted.mules, replace=False))


def _rings(rng: np.random.Generator, kind: Ints) -> Ints:
    """Numbers of rings: each dishonest kind is cut into groups, the first of which holds the least number at least."""
    ring, number = np.full(len(kind), NONE), 0
    for one, low, high in ((SYNTHETIC, 3, 9), (DOCUMENTS, 3, 9), (FARM, 12, 45), (MULE, 3, 15)):
        rows = np.flatnonzero(kind == one)
        sizes = rng.integers(low, high, len(rows) // low + 1)
        ends = np.cumsum(sizes)
        group = np.searchsorted(ends, np.arange(len(rows)), side="right")
        # The last group may be too small to be one: it joins the one before.
        group[group == group[-1]] -= int((group == group[-1]).sum() < low and group[-1] > 0)
        ring[rows] = number + group
        number += group[-1] + 1
    return ring


def _popular(rng: np.random.Generator, sizes: Ints, rows: Ints) -> Ints:
    """Positions within lists of the given sizes, one per entry of `rows`, popular ones more often."""
    lists = np.zeros((len(sizes), sizes.max()))
    for row, size in enumerate(sizes):
        lists[row, :size] = popularity(size)
    return pick_each(rng, lists, rows)


def _given(rng: np.random.Generator, origin: Ints, gender: Ints) -> Ints:
    words, row = names(), origin * 2 + gender
    found: Ints = words.given_start.ravel()[row] + _popular(rng, words.given_count.ravel(), row)
    return found


def _births(rng: np.random.Generator, origin: Ints, member: Ints, first_of: Ints) -> tuple[Ints, Ints, Ints]:
    """Birth dates of adults; partners are of similar age, further members a generation younger."""
    age = 18 + np.minimum(62, np.floor(rng.gamma(2.2, 8.5, len(origin)))).astype(np.int64)
    partner = np.clip(age[first_of] + np.round(rng.normal(0, 4, len(origin))).astype(np.int64), 18, 85)
    child = np.clip(age[first_of] - rng.integers(20, 35, len(origin)), 18, 60)
    age = np.select([member == 0, member == 1], [age, partner], child)
    year, day_of_year = 2024 - age, rng.integers(0, 365, len(origin))
    # Where births were registered late, papers often say the first of January.
    default = rng.random(len(origin)) < np.where(origin == ORIGINS.index("ar"), 0.07, 0.004)
    date = np.datetime64("2023-01-01") + np.where(default, 0, day_of_year)
    months = date.astype("M8[M]")
    return year, months.astype(np.int64) % 12 + 1, (date - months.astype("M8[D]")).astype(np.int64) + 1


def _twins(rng: np.random.Generator, config: OnboardingConfig, sizes: Ints, household: Ints, member: Ints) -> Ints:
    """The positions of second members who are twins of the first."""
    chance = rng.random(len(sizes)) < config.twin_share
    chance[: len(PLANTED)] = [name in ("twins", "bridge") for name, _ in PLANTED]
    several = np.append(chance & (sizes > 1), np.zeros(household[-1] + 1 - len(sizes), bool))
    found: Ints = np.flatnonzero((member == 1) & several[household])
    return found


def _initials_alike(rng: np.random.Generator, given: Ints, origin: Ints, gender: Ints, twin: Ints) -> None:
    """Twins get different names, and in the planted bridge such that begin with one letter."""
    words = names()
    for second in twin:  # a few households in a thousand
        row = origin[second], gender[second]
        listed = words.given_start[row] + np.arange(words.given_count[row])
        others = listed[words.given.same[listed * 10 + 4] != words.given.same[given[second - 1] * 10 + 4]]
        alike = others[words.initial[others] == words.initial[given[second - 1]]]
        bridge = second == planted()["bridge"][1]
        if bridge and not len(alike):  # no other name with that letter: take the commonest letter's first two
            letter = np.bincount(words.initial[listed]).argmax()
            given[second - 1], given[second] = listed[words.initial[listed] == letter][:2]
        elif bridge or (len(alike) and rng.random() < 0.4):
            given[second] = rng.choice(alike)
        else:
            given[second] = rng.choice(others)


def _halls(rng: np.random.Generator, config: OnboardingConfig, wanted: Counts, sizes: Ints, home: Ints,
           kind: Ints) -> tuple[Ints, dict[int, Ints]]:  # fmt: skip
    """The hall of each person, and the households of each hall."""
    alone = np.flatnonzero((sizes[home] == 1) & (home >= len(PLANTED)))
    wish = max(14, round(config.hall_share * wanted.people))
    living = np.sort(rng.permutation(alone)[:wish])
    number = np.arange(len(living)) // 35
    number[number == number[-1]] -= int((number == number[-1]).sum() < 14 and number[-1] > 0)
    hall = np.full(len(kind), NONE)
    hall[living] = number
    return hall, {one: home[living[number == one]] for one in range(number[-1] + 1)}


def _addresses(rng: np.random.Generator, residence: Ints, halls: dict[int, Ints]) -> Addresses:
    """An address per household; a hall has one street number and many rooms. Changes the residence of hall dwellers
    to that of their hall."""
    for members in halls.values():
        residence[members] = residence[members[0]]
    held = _drawn_addresses(rng, residence)
    for members in halls.values():
        for part in (held.town, held.street, held.number, held.postcode):
            part[members] = part[members[0]]
        held.flat[members] = 100 + rng.permutation(900)[: len(members)]
    return held


def _drawn_addresses(rng: np.random.Generator, residence: Ints) -> Addresses:
    known, count = places(), len(residence)
    town = np.floor(known.town_count[residence] * rng.random(count) ** 1.6).astype(np.int64)
    street = np.floor(known.street_count[residence] * rng.random(count)).astype(np.int64)
    number = 1 + np.floor(rng.exponential(40, count)).astype(np.int64)
    flat = np.where(rng.random(count) < 0.35, rng.integers(1, 30, count), 0)
    postcode = 10_000 + (town * 977 + street % 12 * 10) % 89_000
    return Addresses(residence, known.town_start[residence] + town, known.street_start[residence] + street, number,
                     flat, postcode)  # fmt: skip


def more_addresses(rng: np.random.Generator, known: Addresses, residence: Ints) -> tuple[Addresses, Ints]:
    """The addresses with as many new ones appended as there are residences, and the positions of the new."""
    new = _drawn_addresses(rng, residence)
    start = len(known.residence)
    both = {name: np.append(getattr(known, name), getattr(new, name)) for name in Addresses.__dataclass_fields__}
    return Addresses(**both), np.arange(start, start + len(residence))


COUNTRY_OF = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15])
"""Position in COUNTRIES per origin; Arabic names come from several."""


def _doc_country(rng: np.random.Generator, origin: Ints, residence: Ints, doc_type: Ints) -> Ints:
    home = COUNTRY_OF[origin]
    home = np.where(origin == ORIGINS.index("ar"), 11 + rng.integers(0, 4, len(origin)), home)
    return np.where(doc_type == PERMIT, residence, home)


def _share_in_rings(rng: np.random.Generator, held: People, addresses: Addresses) -> None:
    """What the members of a ring have in common; changes the arrays in place."""
    rows = np.flatnonzero(held.ring >= 0)
    lead = np.full(held.ring.max() + 1, len(held.ring))
    np.minimum.at(lead, held.ring[rows], rows)
    lead_of, kind, luck = lead[held.ring[rows]], held.kind[rows], rng.random((5, len(rows)))
    second = (rows == lead_of + 1) | (rows == lead_of + 2)  # the first three of a ring always share what it shares
    documents, synthetic, farm, mule = (kind == one for one in (DOCUMENTS, SYNTHETIC, FARM, MULE))

    def share(trait: Ints, who: Bools) -> None:
        trait[rows[who]] = trait[lead_of[who]]

    for trait in (held.doc_number, held.doc_type, held.doc_country):
        share(trait, documents & ((luck[0] < 0.85) | second))
    share(held.address, synthetic & (luck[1] < 0.45))
    share(held.phone, (synthetic & ((luck[2] < 0.4) | second)) | (documents & (luck[2] < 0.15)))
    share(held.device, synthetic & (luck[3] < 0.3) | documents & (luck[3] < 0.25) | mule & (luck[3] < 0.12))
    share(held.ip, farm | synthetic & (luck[4] < 0.4) | mule & (luck[4] < 0.15))
    number = rows - lead_of  # a farm has a device for every thirty applications
    held.device[rows[farm]] = lead_of[farm] + number[farm] // 30
    alone = rng.random(len(rows)) < 0.3
    hidden = farm & alone & (number > 12)  # emulators that pretend to be another device each
    held.device[rows[hidden]] = rows[hidden]


def exact_mask(rng: np.random.Generator, share: float, which: Bools) -> Bools:
    """A mask that is true for an exact share of the rows where `which` is true."""
    found = np.zeros(len(which), bool)
    found[np.flatnonzero(which)] = exactly(rng, share, int(which.sum()))
    return found
