"""What honest customers buy in a month: purchases, withdrawals and subscriptions."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, exactly, expand, pick, pick_each, stream
from signoff.worlds.payments.clock import DAY, HOUR, Calendar, offsets, seconds
from signoff.worlds.payments.config import PaymentsConfig
from signoff.worlds.payments.population import FAVOURITES, PLACE_COUNTRY, Customers, Merchants
from signoff.worlds.payments.rows import NONE, Rows, honest
from signoff.worlds.payments.spending import (
    ATM,
    CATEGORIES,
    CHIP,
    CONTACTLESS,
    ONLINE,
    RECURRING,
    SEGMENTS,
    WALLET,
    column,
    hours_of_categories,
    tastes,
)

SUBSCRIPTIONS = 1.2
"""Subscriptions of a customer, on average."""
NEW_FOR = 14 * DAY
"""How long a device counts as new."""
UNTOLD = 0.3
"""Share of online purchases of which the issuer learns no device."""
_FOLLOW_UPS = 0.4  # purchases within the hour after another, for each of the others
_TIES = 0.003  # share of purchases split in two payments within the same second


@dataclass(frozen=True)
class Subscriptions:
    """Charges that come back each month, one entry each; `second` is the second of the month, `cents` the price."""

    who: Ints
    merchant: Ints
    second: Ints
    cents: Ints
    since: Ints


def subscriptions(config: PaymentsConfig, seed: int, people: Customers, shops: Merchants) -> Subscriptions:
    """What each customer is charged every month."""
    rng = stream(seed, "payments", "subscriptions")
    who, _ = expand(rng.poisson(SUBSCRIPTIONS, len(people.ids)))
    kind = np.array([CATEGORIES.index(one) for one in ("subscription", "telecom")])[pick(rng, [3, 1], len(who))]
    since = people.joined[who] + rng.exponential(200 * DAY, len(who)).astype(np.int64)
    prices = np.array([499, 799, 999, 1099, 1299, 1499, 1799, 1999, 2999, 3999])
    return Subscriptions(
        who=who,
        merchant=shops.shop(rng, kind),
        second=rng.integers(0, 28, len(who)) * DAY + rng.integers(2 * HOUR, 6 * HOUR, len(who)),
        cents=prices[rng.integers(0, len(prices), len(who))],
        since=np.where(rng.random(len(who)) < 0.5, people.joined[who], since),
    )


def expected(config: PaymentsConfig, people: Customers, days: Calendar) -> float:
    """How many honest transactions the whole span will have, give or take chance."""
    active = _active(people, days)
    months = days.month.max() + 1
    return float(
        (config.transactions_per_day * active * days.weight).sum() + SUBSCRIPTIONS * 0.6 * len(people.ids) * months
    )


def purchases(
    config: PaymentsConfig, seed: int, month: int, people: Customers, shops: Merchants, days: Calendar
) -> Rows:
    """Everything bought in one calendar month of the span, subscriptions aside, in no order."""
    rng = stream(seed, "payments", "purchases", month)
    inside = np.flatnonzero(days.month == month)
    daily = config.transactions_per_day * _active(people, days)[inside] * days.weight[inside]
    outings = int(rng.poisson(daily.sum() / (1 + _FOLLOW_UPS)))
    who = pick(rng, people.activity * (people.joined < (days.first + inside[-1] + 1) * DAY), outings)
    day = _after_pay_day(rng, inside[pick(rng, daily, outings)], inside, people.pay_day[who], days)
    kind = pick_each(rng, tastes(), people.segment[who] + len(SEGMENTS) * days.weekend[day])
    second = pick_each(rng, hours_of_categories(), kind) * HOUR + rng.integers(0, HOUR, outings)
    # One purchase leads to another: down the street, or in the next tab.
    more = rng.integers(0, outings, int(_FOLLOW_UPS * outings))
    soon = second[more] + (rng.exponential(0.6 * HOUR, len(more))).astype(np.int64) + 40
    again = np.where(rng.random(len(more)) < 0.4, kind[more], pick_each(rng, tastes(), people.segment[who[more]]))
    who, day, kind = np.r_[who, who[more]], np.r_[day, day[more]], np.r_[kind, again]
    second, count = np.r_[second, np.minimum(soon, DAY - 1)], outings + len(more)
    midnight = (days.first + day) * DAY
    at = midnight + second - offsets(days, people.country[who], midnight + second)
    remote = rng.random(count) < np.minimum(column("remote")[kind] * people.remote[who], column("remote")[kind] ** 0.3)
    place = people.place(who, at)
    country = np.where(remote, people.country[who], PLACE_COUNTRY[place])
    at = np.where(remote, at, midnight + second - offsets(days, country, midnight + second))

    merchant = _merchants(rng, people, shops, who, kind, place, remote)
    channel = _channels(rng, config, people, who, at, kind, remote)
    device, new = _devices(rng, people, who, at, channel, remote)
    found = honest(
        when=at,
        who=who,
        slot=((people.cards[who] == 2) & (rng.random(count) < 0.3)).astype(np.int64),
        merchant=merchant,
        terminal=terminals(rng, shops, merchant, remote),
        device=device,
        channel=channel,
        cents=_amounts(rng, config, people, shops, who, kind, merchant, at),
        new_device=new,
    )
    found = found.take(found.when >= people.joined[found.who])
    until = (days.first + inside[-1] + 1) * DAY
    return Rows.joined([found, _split(rng, found), _on_the_edge(rng, found, until)])


def charges(month: int, held: Subscriptions, days: Calendar, people: Customers) -> Rows:
    """The subscriptions charged in one calendar month of the span."""
    inside = np.flatnonzero(days.month == month)
    first = (days.first + inside[0]) * DAY - (days.day_of_month[inside[0]] - 1) * DAY
    at = first + held.second
    due = (at >= held.since) & (at >= (days.first + inside[0]) * DAY) & (at < (days.first + inside[-1] + 1) * DAY)
    who, count = held.who[due], int(due.sum())
    return honest(
        when=at[due],
        who=who,
        slot=(people.cards[who] == 2).astype(np.int64) * (held.merchant[due] % 2),
        merchant=held.merchant[due],
        terminal=np.full(count, NONE),
        device=np.full(count, NONE),
        channel=np.full(count, RECURRING),
        cents=held.cents[due],
        new_device=np.zeros(count, dtype=bool),
    )


def terminals(rng: np.random.Generator, shops: Merchants, merchant: Ints, remote: Bools) -> Ints:
    """One of each merchant's terminals; none for remote purchases."""
    which = (rng.random(len(merchant)) * shops.terminals[merchant]).astype(np.int64)
    return np.where(remote | (shops.terminals[merchant] == 0), NONE, shops.terminal_start[merchant] + which)


def rounded(rng: np.random.Generator, cents: Floats, kind: Ints) -> Ints:
    """Prices as shops write them; cash in notes."""
    whole = np.round(cents).astype(np.int64)
    look = pick(rng, [0.52, 0.28, 0.12, 0.08], len(whole))
    euros = whole // 100 * 100
    priced = np.select([look == 1, look == 2, look == 3], [euros + 99, euros, euros + 50], whole)
    cash = np.maximum(1000, np.round(whole / 1000).astype(np.int64) * 1000)
    return np.maximum(50, np.where(kind == CATEGORIES.index("atm"), cash, priced))


def price_level(config: PaymentsConfig, at: Ints) -> Floats:
    """By how much amounts are above those of the first day."""
    level = np.ones(len(at))
    for one in config.shifts:
        if one.kind == "prices":
            level *= np.where(at >= seconds(one.on), one.size, 1.0)
    return level


def _active(people: Customers, days: Calendar) -> Floats:
    """The customers of each day, weighted by activity; the average customer counts 1."""
    order = np.argsort(people.joined)
    total = np.r_[0, np.cumsum(people.activity[order])] / people.activity.mean()
    noon = (days.first + np.arange(len(days.weight)) + 0.5) * DAY
    found: Floats = total[np.searchsorted(people.joined[order], noon)]
    return found


def _after_pay_day(rng: np.random.Generator, day: Ints, inside: Ints, pay_day: Ints, days: Calendar) -> Ints:
    """Some of the purchases of people with a pay day wait for it and the two days after."""
    length, first = days.days_in_month[inside[0]], days.day_of_month[inside[0]]
    pulled = np.minimum(pay_day, length) - first + inside[0] + rng.integers(0, 3, len(day))
    fits = (pay_day > 0) & (rng.random(len(day)) < 0.13) & (pulled >= inside[0]) & (pulled <= inside[-1])
    return np.where(fits, pulled, day)


def _merchants(
    rng: np.random.Generator, people: Customers, shops: Merchants, who: Ints, kind: Ints, place: Ints, remote: Bools
) -> Ints:
    """Two in three purchases go to a favourite, away from home none at a terminal."""
    which = rng.integers(0, FAVOURITES, len(who))
    favourite = np.where(remote, people.remote_favourites[who, kind, which], people.local_favourites[who, kind, which])
    other = np.where(remote, shops.shop(rng, kind), shops.local(rng, place, kind))
    loyal = (rng.random(len(who)) < 0.66) & (remote | (place == people.region[who]))
    return np.where(loyal, favourite, other)


def _channels(
    rng: np.random.Generator, config: PaymentsConfig, people: Customers, who: Ints, at: Ints, kind: Ints, remote: Bools
) -> Ints:
    share = people.wallet[who].copy()
    for one in config.shifts:
        if one.kind == "wallet":
            share *= np.where(at >= seconds(one.on), one.size, 1.0)
    wallet = rng.random(len(who)) < np.minimum(share, 0.95) * np.where(remote, 0.6, 1.0)
    card = np.where(rng.random(len(who)) < 0.7, CONTACTLESS, CHIP)
    used = np.where(wallet, WALLET, np.where(remote, ONLINE, card))
    return np.where(kind == CATEGORIES.index("atm"), ATM, used)


def _devices(
    rng: np.random.Generator, people: Customers, who: Ints, at: Ints, channel: Ints, remote: Bools
) -> tuple[Ints, Bools]:
    """The phone for wallets, phone or computer for online purchases; and whether that device is new.

    Shops pass on nothing about the device of a part of the online purchases.
    """
    phone = (at >= people.new_phone[who]).astype(np.int64)
    slot = np.where((channel == ONLINE) & (rng.random(len(who)) < 0.4), 2, phone)
    told = rng.random(len(who)) >= UNTOLD
    with_device = ((channel == ONLINE) & told) | (channel == WALLET)
    new = with_device & (slot == 1) & (at - people.new_phone[who] < NEW_FOR)
    return np.where(with_device, people.device_ids[who, slot], NONE), new


def _amounts(
    rng: np.random.Generator,
    config: PaymentsConfig,
    people: Customers,
    shops: Merchants,
    who: Ints,
    kind: Ints,
    merchant: Ints,
    at: Ints,
) -> Ints:
    centre = column("median")[kind] * people.means[who] ** 0.6 * shops.price[merchant] * price_level(config, at)
    cents = 100 * centre * np.exp(column("spread")[kind] * rng.standard_normal(len(who)))
    return rounded(rng, np.minimum(cents, 1_500_000), kind)


def _on_the_edge(rng: np.random.Generator, rows: Rows, until: int) -> Rows:
    """Purchases exactly an hour, a day and a week after another with the same card: where windows begin."""
    parts = []
    for window in (HOUR, DAY, 7 * DAY):
        early = np.flatnonzero(rows.when + window < until)
        echo = rows.take(early[exactly(rng, 0.0005, len(early), at_least=4)])
        cents = np.maximum(50, (echo.cents * rng.uniform(0.5, 1.5, len(echo))).astype(np.int64))
        parts.append(Rows(**{**vars(echo), "when": echo.when + window, "cents": cents}))
    return Rows.joined(parts)


def _split(rng: np.random.Generator, rows: Rows) -> Rows:
    """Second halves of payments that were split: the same second, card and shop, another amount."""
    twins = rows.take(exactly(rng, _TIES, len(rows), at_least=8))
    cents = np.maximum(50, (twins.cents * rng.uniform(0.3, 1.2, len(twins))).astype(np.int64))
    return Rows.joined([Rows(**{**vars(twins), "cents": cents})])
