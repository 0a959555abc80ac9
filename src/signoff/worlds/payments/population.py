"""Who pays and who is paid: customers with their cards, devices, trips and favourite shops; merchants and terminals."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, expand, pick, pick_each, stream
from signoff.worlds.payments.clock import DAY, Calendar, seconds
from signoff.worlds.payments.config import PaymentsConfig
from signoff.worlds.payments.spending import (
    ABROAD,
    CATEGORIES,
    COUNTRIES,
    HOME,
    REGIONS_PER_COUNTRY,
    RISKY_COUNTRIES,
    SEGMENTS,
    SHOPS_ABROAD,
    column,
)

REGIONS = len(HOME) * REGIONS_PER_COUNTRY
PLACES = REGIONS + len(ABROAD)
"""Where one can pay at a terminal: the regions at home, then the countries abroad."""
PLACE_COUNTRY = np.array(
    [COUNTRIES.index(HOME[place // REGIONS_PER_COUNTRY]) for place in range(REGIONS)]
    + [COUNTRIES.index(one) for one in ABROAD]
)
FAVOURITES = 3
ISSUES = 4
"""A card can be replaced three times; the last issue stays, whatever happens to it."""
NEVER = np.iinfo(np.int64).max
"""Seconds that stand for a time that does not come."""


@dataclass(frozen=True)
class Merchants:
    """Merchants sorted by group, so that a group is a run of positions; arrays have an entry per merchant.

    Attributes:
        ids, category, country, risk: as in the dictionary, coded.
        remote: sells remotely only.
        price: how dear it is, 1 on average.
        local_start, local_size: first position and number of the merchants of each (place, category).
        remote_start, remote_size: the same for remote merchants of each category.
        terminal_start, terminals: first position and number of each merchant's terminals.
        terminal_ids: of all terminals, in order of their merchants.
    """

    ids: Ints
    category: Ints
    country: Ints
    risk: Ints
    remote: Bools
    price: Floats
    local_start: Ints
    local_size: Ints
    remote_start: Ints
    remote_size: Ints
    terminal_start: Ints
    terminals: Ints
    terminal_ids: Ints

    def local(self, rng: np.random.Generator, place: Ints, category: Ints) -> Ints:
        """A merchant with terminals for each place and category; the first of a group are the most popular."""
        return _popular(rng, self.local_start[place, category], self.local_size[place, category])

    def shop(self, rng: np.random.Generator, category: Ints) -> Ints:
        """A remote merchant for each category."""
        return _popular(rng, self.remote_start[category], self.remote_size[category])


@dataclass(frozen=True)
class Customers:
    """Customers; arrays have an entry per customer if not said otherwise. Times are seconds since 1970.

    Attributes:
        ids, segment, region, country: as in the dictionary, coded.
        joined: when the account was opened.
        pay_day: day of the month, 0 where there is none.
        activity: weight of being the one who pays next.
        means: amounts relative to the average.
        remote, wallet: inclination to buy remotely (1 on average), share of card payments by wallet.
        cards: 1 or 2.
        card_ids: rows of customer, 2 cards, `ISSUES` (the first and its replacements).
        credit: rows of customer, 2: the card is a credit card.
        device_ids: rows of customer, 3: the phone, the next phone, the computer at home.
        platform: of those devices.
        new_phone: when the second phone replaces the first.
        local_favourites, remote_favourites: rows of customer, category, 3: positions of merchants.
        trip_key, trip_end, trip_place: trips abroad, sorted by customer and start (`customer * span + start`).
        first: the earliest second that a trip key can hold.
    """

    ids: Ints
    segment: Ints
    region: Ints
    country: Ints
    joined: Ints
    pay_day: Ints
    activity: Floats
    means: Floats
    remote: Floats
    wallet: Floats
    cards: Ints
    card_ids: Ints
    credit: Bools
    device_ids: Ints
    platform: Ints
    new_phone: Ints
    local_favourites: Ints
    remote_favourites: Ints
    trip_key: Ints
    trip_end: Ints
    trip_place: Ints
    first: int

    def place(self, who: Ints, at: Ints) -> Ints:
        """Where each customer is: the region at home or a place abroad."""
        if not len(self.trip_key):
            return self.region[who]
        found = np.searchsorted(self.trip_key, who * _KEY + (at - self.first).clip(0), side="right") - 1
        safe = found.clip(0)
        away = (found >= 0) & (self.trip_key[safe] // _KEY == who) & (at < self.trip_end[safe])
        return np.where(away, self.trip_place[safe], self.region[who])


_KEY = 10**10  # more seconds than any span has


def merchants(config: PaymentsConfig, seed: int) -> Merchants:
    """As many as configured, at least two of every kind at every place."""
    rng = stream(seed, "payments", "merchants")
    remote_share = column("remote")
    weight = np.sqrt(column("weight"))  # shops are more even than purchases
    local_kinds, remote_kinds = np.flatnonzero(remote_share < 1), np.flatnonzero(remote_share > 0)
    place_weight = np.r_[np.full(REGIONS, 3.0), np.ones(len(ABROAD))]
    wanted = np.zeros((PLACES, len(CATEGORIES)))
    wanted[:, local_kinds] = place_weight[:, None] * (weight * (1 - remote_share))[local_kinds]
    shops = np.zeros(len(CATEGORIES))
    shops[remote_kinds] = (weight * remote_share)[remote_kinds] * place_weight.sum() * 0.3
    scale = config.merchants / (wanted.sum() + shops.sum())
    local_size = np.where(wanted > 0, np.maximum(2, np.round(wanted * scale)), 0).astype(np.int64)
    remote_size = np.where(shops > 0, np.maximum(3, np.round(shops * scale)), 0).astype(np.int64)

    group, _ = expand(np.r_[local_size.ravel(), remote_size])
    count, is_remote = len(group), group >= local_size.size
    category = np.where(is_remote, group - local_size.size, group % len(CATEGORIES))
    abroad = np.array([COUNTRIES.index(one) for one in SHOPS_ABROAD])
    established = abroad[pick(rng, list(SHOPS_ABROAD.values()), count)]
    at_home = np.array([COUNTRIES.index(one) for one in HOME])[rng.integers(0, len(HOME), count)]
    shop_country = np.where(rng.random(count) < 0.55, at_home, established)
    country = np.where(is_remote, shop_country, PLACE_COUNTRY[np.minimum(group // len(CATEGORIES), PLACES - 1)])
    risky = np.isin(country, [COUNTRIES.index(one) for one in RISKY_COUNTRIES])
    risk = np.minimum(2, column("risk").astype(np.int64)[category] + risky + (rng.random(count) < 0.06))
    starts = np.cumsum(np.r_[0, local_size.ravel(), remote_size])[:-1]
    terminals = np.where(is_remote, 0, 1 + rng.poisson(1.5 * (category == CATEGORIES.index("grocery")) + 0.5, count))
    return Merchants(
        ids=_ids(rng, count, 2_000_000),
        category=category,
        country=country,
        risk=risk,
        remote=is_remote,
        price=np.exp(0.25 * rng.standard_normal(count)),
        local_start=starts[: local_size.size].reshape(local_size.shape),
        local_size=local_size,
        remote_start=starts[local_size.size :],
        remote_size=remote_size,
        terminal_start=np.cumsum(terminals) - terminals,
        terminals=terminals,
        terminal_ids=_ids(rng, int(terminals.sum()), 6_000_000),
    )


def customers(config: PaymentsConfig, seed: int, shops: Merchants, days: Calendar) -> Customers:
    """As many as configured; four in five have been there before the span, the others join within it."""
    rng = stream(seed, "payments", "customers")
    count, start, end = config.customers, seconds(config.start), seconds(config.end)
    facts = np.array(list(SEGMENTS.values()))
    segment = pick(rng, facts[:, 0], count)
    region = rng.integers(0, REGIONS, count)
    within = rng.random(count) < 0.2
    within[: max(20, count // 20)] = True  # enough newcomers in every world
    joined = np.where(within, rng.integers(start, end, count), start - rng.integers(DAY, 15 * 365 * DAY, count))
    ids = _ids(rng, count, 100_000)
    phones = _ids(rng, 3 * count, 30_000_000).reshape(count, 3)
    homes = rng.integers(0, count, count)
    shares = rng.random(count) < 0.12
    phones[shares, 2] = phones[homes[shares], 2]  # families use one computer
    platform = pick_each(rng, [[48, 52, 0, 0], [0, 0, 68, 32]], np.tile([0, 0, 1], count)).reshape(count, 3)
    # One device is one platform, however many people use it.
    first_owner = np.unique(phones.ravel(), return_index=True)[1]
    platform = platform.ravel()[first_owner[np.searchsorted(np.sort(phones.ravel()[first_owner]), phones)]]
    kinds = np.tile(np.arange(len(CATEGORIES)), (count, 1))
    places = np.repeat(region[:, None], len(CATEGORIES), axis=1)
    # Nobody buys what is not sold; what stands for a group without merchants is never used.
    local = np.stack([shops.local(rng, places, kinds) for _ in range(FAVOURITES)], axis=2)
    remote = np.stack([shops.shop(rng, kinds) for _ in range(FAVOURITES)], axis=2)
    trips = _trips(config, seed, segment, days)
    return Customers(
        ids=ids,
        segment=segment,
        region=region,
        country=PLACE_COUNTRY[region],
        joined=joined,
        pay_day=_pay_days(rng, segment),
        activity=facts[segment, 1] * np.exp(0.6 * rng.standard_normal(count)),
        means=facts[segment, 2] * np.exp(0.35 * rng.standard_normal(count)),
        remote=facts[segment, 3] * np.exp(0.3 * rng.standard_normal(count)),
        wallet=np.clip(facts[segment, 4] * rng.uniform(0, 2, count), 0, 0.9),
        cards=1 + (rng.random(count) < 0.35),
        card_ids=_ids(rng, 2 * ISSUES * count, 10_000_000).reshape(count, 2, ISSUES),
        credit=rng.random((count, 2)) < [0.12, 0.75],
        device_ids=phones,
        platform=platform,
        new_phone=start + rng.exponential(900 * DAY, count).astype(np.int64),
        local_favourites=local,
        remote_favourites=remote,
        trip_key=trips[0],
        trip_end=trips[1],
        trip_place=trips[2],
        first=start - 60 * DAY,
    )


def _trips(config: PaymentsConfig, seed: int, segment: Ints, days: Calendar) -> tuple[Ints, Ints, Ints]:
    """Key, end and place of every trip; more in summer, at Christmas, and for some segments; never two at once.

    The shift `travel` adds trips from its day on, from a stream of its own: what was before stays as it was.
    """
    start, span = seconds(config.start), len(days.weight)
    boosts = [(one.on, max(one.size - 1, 0)) for one in config.shifts if one.kind == "travel"]
    rows = []
    for name, since, rate in (("usual", config.start, 1.0), *(("more", on, size) for on, size in boosts)):
        rng = stream(seed, "payments", "trips", name)
        yearly = np.array([1.1, 1.1, 1.6, 0.9, 2.6])[segment] * rate
        who, _ = expand(rng.poisson(yearly * span / 365))
        season = np.where(np.isin(days.month_of_year, (7, 8, 12)), 2.5, 1.0)
        day = pick(rng, season, len(who))
        begins = start + day * DAY + rng.integers(0, DAY, len(who))
        length = rng.integers(3, 16, len(who)) * DAY
        kept = begins >= seconds(since)
        rows.append((who[kept], begins[kept], length[kept]))
    who, begins, length = (np.concatenate(part) for part in zip(*rows, strict=True))
    rng = stream(seed, "payments", "trips", "places")
    place = REGIONS + pick(rng, list(ABROAD.values()), len(who))
    key = who * _KEY + begins - (start - 60 * DAY)
    order = np.argsort(key, kind="stable")
    key, end, place = key[order], (begins + length)[order], place[order]
    following = np.r_[key[1:], NEVER]
    same = following // _KEY == key // _KEY
    latest = np.where(same, following % _KEY + (start - 60 * DAY), NEVER)
    return key, np.minimum(end, latest), place


def _pay_days(rng: np.random.Generator, segment: Ints) -> Ints:
    """Wages on the 1st, 15th or at the end, pensions on the last day, students on the 1st, the self-employed never."""
    count = len(segment)
    usual = np.array([1, 15, 25, 27, 30, 31])[pick(rng, [0.12, 0.12, 0.2, 0.2, 0.2, 0.16], count)]
    names = list(SEGMENTS)
    fixed = {"student": 1, "retired": 31, "self_employed": 0}
    for name, day in fixed.items():
        usual = np.where(segment == names.index(name), day, usual)
    return usual.astype(np.int64)


def _popular(rng: np.random.Generator, start: Ints, size: Ints) -> Ints:
    """A position of each run; the earlier in the run, the likelier."""
    return start + (size * rng.random(size.shape) ** 2.2).astype(np.int64)


def _ids(rng: np.random.Generator, count: int, first: int) -> Ints:
    """Distinct numbers that say nothing: neither order nor age."""
    step = 7
    return first + rng.permutation(count) * step + rng.integers(0, step, count)
