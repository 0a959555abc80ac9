"""Fraud: campaigns that start and stop, the cards and accounts they get hold of, and every attempt to use them."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, exactly, expand, pick, stream
from signoff.worlds.payments.clock import DAY, HOUR, Calendar, seconds
from signoff.worlds.payments.config import TYPOLOGIES, PaymentsConfig, Typology
from signoff.worlds.payments.population import REGIONS, Customers, Merchants
from signoff.worlds.payments.purchases import (
    UNTOLD,
    expected,
    price_level,
    rounded,
    terminals,
)
from signoff.worlds.payments.rows import NONE, Rows, honest
from signoff.worlds.payments.spending import ATM, CATEGORIES, CHIP, CONTACTLESS, HOURS, ONLINE, WALLET, column


@dataclass(frozen=True)
class Method:
    """How a typology works, before a campaign makes its own choices.

    Attributes:
        share: of all fraudulent transactions.
        goods: categories it buys from, with weights.
        remote: share of attempts made remotely.
        more: attempts beyond the first, on average.
        pace: hours between two attempts, on average.
        median, spread: EUR and logs of the amounts.
        own_device: share of remote attempts from a device the customer is known by.
        abroad: share of attempts at a terminal that happen abroad.
    """

    share: float
    goods: dict[str, float]
    remote: float
    more: float
    pace: float
    median: float
    spread: float
    own_device: float
    abroad: float


_METHODS: dict[Typology, Method] = {
    "card_testing": Method(
        0.23, {"digital_goods": 3, "marketplace": 3, "gift_cards": 1, "electronics": 2, "telecom": 1, "clothing": 1},
        1.0, 1.5, 14, 75, 0.55, 0.08, 0.0,
    ),
    "account_takeover": Method(
        0.22, {"electronics": 3, "gift_cards": 1, "crypto": 1, "marketplace": 4, "travel": 2, "clothing": 2, "home": 1},
        1.0, 1.1, 16, 110, 0.6, 0.7, 0.0,
    ),
    "compromised_merchant": Method(
        0.28, {"electronics": 2, "clothing": 2, "fuel": 3, "atm": 2, "marketplace": 3, "home": 2, "grocery": 3},
        0.5, 1.5, 30, 78, 0.6, 0.1, 0.25,
    ),
    "first_party": Method(
        0.16, {"electronics": 2, "clothing": 3, "marketplace": 4, "digital_goods": 3, "travel": 1, "gambling": 1},
        0.96, 0.8, 160, 70, 0.75, 1.0, 0.0,
    ),
    "mule_cash_out": Method(
        0.09, {"atm": 7, "gift_cards": 1, "crypto": 1, "electronics": 2, "grocery": 2, "marketplace": 2},
        0.35, 2.2, 20, 160, 0.55, 0.6, 0.05,
    ),
}  # fmt: skip
_ORDINARY = 0.5  # share of attempts at whatever people buy, to go unnoticed
_GOODS = 2  # categories a campaign sticks to
_DEVICES = 80  # of a campaign, at most
_SHOPS = 4  # merchants a campaign comes back to
_SKIMMED_BEFORE = 40 * DAY  # cards are read that long before a campaign uses them, at most


@dataclass(frozen=True)
class Campaigns:
    """Fraud of one kind with one way of working; arrays have an entry per campaign.

    Attributes:
        typology: coded.
        start, end: seconds since 1970.
        weight: how many of the kind's compromises are its own.
        goods: rows of two categories it sticks to.
        shops: rows of merchants it comes back to, for a share `loyal` of the remote attempts.
        place: where abroad its copies of cards are used.
        remote: share of attempts made remotely.
        median: EUR.
        hour: hour of the day (UTC) around which it works.
        own_device: share of compromises used from a device of the customer's.
        devices: how many others it has.
        untold: how often its shops tell no device, relative to the average.
        target: position of the merchant where cards are read or tried, or NONE.
    """

    typology: Ints
    start: Ints
    end: Ints
    weight: Floats
    goods: Ints
    shops: Ints
    place: Ints
    remote: Floats
    median: Floats
    hour: Floats
    loyal: Floats
    own_device: Floats
    devices: Ints
    untold: Floats
    target: Ints


@dataclass(frozen=True)
class Compromises:
    """A card or account in the wrong hands; arrays have an entry per compromise."""

    typology: Ints
    campaign: Ints
    who: Ints
    slot: Ints
    taken: Ints
    first: Ints


@dataclass(frozen=True)
class Fraud:
    """All fraud of a span.

    Attributes:
        campaigns, compromises: what is behind the attempts.
        attempts: every attempt, by time; what a block stops is still in it.
        skimmed: honest purchases at which cards were read, one per compromise that needs one.
        devices: ids of the devices that only fraudsters use.
    """

    campaigns: Campaigns
    compromises: Compromises
    attempts: Rows
    skimmed: Rows
    devices: Ints


def fraud(config: PaymentsConfig, seed: int, people: Customers, shops: Merchants, days: Calendar) -> Fraud:
    """As many attempts as the configured share asks for, give or take one compromise of each kind."""
    wanted = config.fraud_share / (1 - config.fraud_share) * expected(config, people, days)
    rng = stream(seed, "payments", "fraud")
    kinds = [TYPOLOGIES.index(one) for one in config.typologies] if wanted >= 1 else []
    campaigns = _campaigns(config, seed, people, shops, kinds)
    shares = np.array([_METHODS[one].share for one in TYPOLOGIES])
    held = [
        _victims(rng, config, campaigns, people, kind, wanted * shares[kind] / shares[kinds].sum()) for kind in kinds
    ]
    compromises, sizes = _together(held)
    attempts, devices = _attempts(
        stream(seed, "payments", "attempts"), config, campaigns, compromises, sizes, people, shops
    )
    inside = (attempts.when >= seconds(config.start)) & (attempts.when < seconds(config.end))
    skimmed = _skimmed(stream(seed, "payments", "skimmed"), config, campaigns, compromises, people, shops)
    attempts = attempts.take(inside)
    return Fraud(campaigns, compromises, attempts.take(np.argsort(attempts.when, kind="stable")), skimmed, devices)


def _campaigns(config: PaymentsConfig, seed: int, people: Customers, shops: Merchants, kinds: list[int]) -> Campaigns:
    """Three or more a kind, one of them from the first days on; each has habits that end with it."""
    rng = stream(seed, "payments", "campaigns")
    start, end = seconds(config.start), seconds(config.end)
    length = config.campaign_days * DAY
    each = max(3, round(2.2 * (end - start) / length))
    typology = np.repeat(np.array(kinds, dtype=np.int64), each)
    count = len(typology)
    begins = np.sort(rng.uniform(start - length, end, (len(kinds), each))).ravel()
    begins[::each] = start  # somebody is always at it already
    lasts = length * rng.uniform(0.5, 1.7, count)
    first_party = typology == TYPOLOGIES.index("first_party")
    weight = np.exp(0.7 * rng.standard_normal(count))
    # One's own scheme needs no campaign: one of them covers everything, the others are tricks that make the rounds.
    base = first_party & (np.arange(count) % each == 0)
    begins, lasts = np.where(base, start, begins), np.where(base, end - start, lasts)
    inside = np.minimum(begins + lasts, end) - np.maximum(begins, start)
    weight = np.where(base, 1.5, weight) * np.maximum(inside, 0.02 * length)
    begins, lasts = np.maximum(begins, start), np.maximum(inside, 0.02 * length)
    goods = np.zeros((count, _GOODS), dtype=np.int64)
    methods = [_METHODS[TYPOLOGIES[kind]] for kind in typology]
    for number, method in enumerate(methods):
        names, weights = list(method.goods), np.array(list(method.goods.values()))
        chosen = rng.choice(len(names), _GOODS, replace=False, p=weights / weights.sum())
        goods[number] = [CATEGORIES.index(names[one]) for one in chosen]
    place = REGIONS + rng.integers(0, shops.local_size.shape[0] - REGIONS, count)
    shop_kinds = goods[:, rng.integers(0, _GOODS, _SHOPS)]
    remote_kind = np.where(shops.remote_size[shop_kinds] > 0, shop_kinds, CATEGORIES.index("marketplace"))
    own = np.array([one.own_device for one in methods])
    return Campaigns(
        typology=typology,
        start=begins.astype(np.int64),
        end=np.minimum((begins + lasts).astype(np.int64), end),
        weight=weight,
        goods=goods,
        shops=shops.shop(rng, remote_kind),
        place=place,
        remote=np.clip(
            [one.remote for one in methods]
            + rng.uniform(-0.4, 0.4, count) * (np.array([one.remote for one in methods]) < 0.9),
            0,
            1,
        ),
        median=np.array([one.median for one in methods]) * np.exp(0.6 * rng.standard_normal(count)),
        hour=(15 + 4.5 * rng.standard_normal(count)) % 24,
        loyal=rng.uniform(0.3, 0.85, count),
        own_device=np.where(own == 1, 1.0, np.clip(own * rng.uniform(0, 2, count), 0, 1)),
        devices=np.exp(rng.uniform(np.log(3), np.log(_DEVICES), count)).astype(np.int64),
        untold=rng.uniform(0.3, 2.6, count),
        target=_targets(rng, people, shops, typology),
    )


def _targets(rng: np.random.Generator, people: Customers, shops: Merchants, typology: Ints) -> Ints:
    """The merchant where cards are read, or where they are tried: a favourite of some customer."""
    some = rng.integers(0, len(people.ids), len(typology))
    local = [CATEGORIES.index(one) for one in ("grocery", "restaurant", "fuel", "atm", "fast_food", "clothing")]
    remote = [CATEGORIES.index(one) for one in ("marketplace", "clothing", "travel", "entertainment")]
    at_terminal = people.local_favourites[some, rng.choice(local, len(some)), 0]
    in_shop = people.remote_favourites[some, rng.choice(remote, len(some)), 0]
    tried = shops.shop(rng, np.full(len(some), CATEGORIES.index("digital_goods")))
    read = np.where(rng.random(len(some)) < 0.65, at_terminal, in_shop)
    wanted = [read if one == "compromised_merchant" else tried for one in TYPOLOGIES]
    has_one = np.isin(typology, [TYPOLOGIES.index(one) for one in ("card_testing", "compromised_merchant")])
    return np.where(has_one, np.choose(typology, wanted), NONE)


def _victims(
    rng: np.random.Generator,
    config: PaymentsConfig,
    campaigns: Campaigns,
    people: Customers,
    kind: int,
    wanted: float,
) -> tuple[Compromises, Ints]:
    """Compromises of one kind, with the number of attempts of each, until there are as many attempts as wanted."""
    name = TYPOLOGIES[kind]
    method, mine = _METHODS[name], np.flatnonzero(campaigns.typology == kind)
    # A block stops some; what is stopped is made up for here.
    wanted *= {"card_testing": 1.25, "account_takeover": 1.12, "compromised_merchant": 1.15}.get(name, 1.05)
    draws = int(wanted / (1 + method.more) * 1.6) + 12
    sizes = 1 + rng.poisson(method.more, draws)
    enough = min(draws, max(4, int(np.searchsorted(np.cumsum(sizes), wanted)) + 1))
    sizes = sizes[:enough]
    campaign = mine[pick(rng, campaigns.weight[mine], enough)]
    campaign[: min(len(mine), enough)] = mine[: min(len(mine), enough)]  # no campaign without a victim
    span = campaigns.end[campaign] - campaigns.start[campaign]
    first = campaigns.start[campaign] + (span * rng.beta(1.3, 1.6, enough)).astype(np.int64)
    first = _at_its_hours(rng, first, campaigns.hour[campaign])
    who = pick(rng, people.activity, enough)
    if name == "mule_cash_out":
        new = np.flatnonzero(people.joined >= seconds(config.start) - 60 * DAY)
        who = new[rng.integers(0, len(new), enough)]
        waits = np.minimum(rng.exponential(45 * DAY, enough) + DAY, 0.8 * (seconds(config.end) - people.joined[who]))
        first = people.joined[who] + waits.astype(np.int64)
    elif name == "first_party":
        few = rng.choice(len(people.ids), max(5, len(people.ids) // 25), replace=False)
        who = few[rng.integers(0, len(few), enough)]
    elif name == "compromised_merchant":
        who = _regulars(rng, campaigns, people, campaign)
    taken = first - (DAY + rng.uniform(0, 1, enough) * _SKIMMED_BEFORE).astype(np.int64)
    shopping = taken // DAY * DAY + pick(rng, HOURS["shop"], enough) * HOUR + rng.integers(0, HOUR, enough)
    taken = np.where(name == "compromised_merchant", shopping, first - rng.integers(HOUR, 3 * DAY, enough))
    first = np.maximum(first, people.joined[who] + 3 * DAY)
    slot = ((people.cards[who] == 2) & (rng.random(enough) < 0.4)).astype(np.int64)
    taken = np.clip(taken, people.joined[who] + HOUR, first - HOUR)
    return Compromises(np.full(enough, kind), campaign, who, slot, taken, first), sizes


def _regulars(rng: np.random.Generator, campaigns: Campaigns, people: Customers, campaign: Ints) -> Ints:
    """For each compromise a customer to whom the campaign's target is a favourite; anybody, if it is nobody's."""
    every = np.concatenate([
        people.local_favourites.reshape(len(people.ids), -1), people.remote_favourites.reshape(len(people.ids), -1)
    ], axis=1)  # fmt: skip
    who = np.zeros(len(campaign), dtype=np.int64)
    for one in np.unique(campaign):
        mine = np.flatnonzero(campaign == one)
        regular = np.flatnonzero((every == campaigns.target[one]).any(axis=1))
        pool = regular if len(regular) else np.arange(len(people.ids))
        who[mine] = pool[rng.integers(0, len(pool), len(mine))]
    return who


def _together(held: list[tuple[Compromises, Ints]]) -> tuple[Compromises, Ints]:
    if not held:
        nothing = np.zeros(0, dtype=np.int64)
        return Compromises(*[nothing] * 6), nothing
    parts = [vars(one) for one, _ in held]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Compromises(**joined), np.concatenate([sizes for _, sizes in held])


def _attempts(
    rng: np.random.Generator,
    config: PaymentsConfig,
    campaigns: Campaigns,
    held: Compromises,
    sizes: Ints,
    people: Customers,
    shops: Merchants,
) -> tuple[Rows, Ints]:
    """Every attempt of every compromise, and the ids of the fraudsters' own devices."""
    group, number = expand(sizes)
    campaign, who, count = held.campaign[group], held.who[group], len(group)
    kind = held.typology[group]
    pace = np.array([_METHODS[one].pace for one in TYPOLOGIES])[kind] * HOUR
    testing = kind == TYPOLOGIES.index("card_testing")
    small = testing & (number <= rng.integers(0, 3, len(sizes))[group])
    gap = np.where(number == 0, 0, rng.exponential(np.where(small, 0.05 * HOUR, pace))) + (number > 0) * 20
    at = held.first[group] + _running(gap.astype(np.int64), number)

    chosen = campaigns.goods[campaign, pick(rng, [3, 2], count)]
    goods = np.where(rng.random(count) < _ORDINARY, pick(rng, column("weight"), count), chosen)
    remote = small | (rng.random(count) < campaigns.remote[campaign])
    can, cannot = shops.remote_size[goods] > 0, column("remote")[goods] == 1
    remote = (remote & can) | cannot
    loyal = rng.random(count) < campaigns.loyal[campaign]
    shop = np.where(loyal, campaigns.shops[campaign, rng.integers(0, _SHOPS, count)], shops.shop(rng, goods))
    abroad = np.array([_METHODS[one].abroad for one in TYPOLOGIES])[kind]
    place = np.where(rng.random(count) < abroad, campaigns.place[campaign], people.region[who])
    merchant = np.where(remote, shop, shops.local(rng, place, goods))
    merchant = np.where(small, campaigns.target[campaign], merchant)
    remote = shops.remote[merchant]

    wallet = remote & (rng.random(count) < 0.15)
    at_terminal = np.where(
        shops.category[merchant] == CATEGORIES.index("atm"), ATM, np.where(rng.random(count) < 0.5, CHIP, CONTACTLESS)
    )
    channel = np.where(remote, np.where(wallet, WALLET, ONLINE), at_terminal)
    ids = 90_000_000 + np.arange(_DEVICES * max(1, len(campaigns.start)))
    which = (rng.random(len(sizes))[group] * campaigns.devices[campaign]).astype(np.int64)
    which -= wallet & (which % 2 == 1)  # even ones are phones, and only those hold a wallet
    theirs = ids[campaign * _DEVICES + which]
    own = rng.random(len(sizes))[group] < campaigns.own_device[campaign]
    phone = (at >= people.new_phone[who]).astype(np.int64)
    customers_own = people.device_ids[who, np.where(wallet | (rng.random(count) < 0.5), phone, 2)]
    told = remote & (wallet | (rng.random(count) >= np.minimum(1, campaigns.untold[campaign] * UNTOLD)))
    device = np.where(told, np.where(own, customers_own, theirs), NONE)

    # What it costs depends on the shop, too: nobody pays 80 euros for a bus ticket.
    shops_own = 2.2 * column("median")[shops.category[merchant]]
    typical = campaigns.median[campaign] ** 0.55 * shops_own**0.45
    median = np.where(small, 1.6, typical * price_level(config, at))
    spread = np.array([_METHODS[one].spread for one in TYPOLOGIES])[kind]
    cents = rounded(rng, 100 * median * np.exp(spread * rng.standard_normal(count)), shops.category[merchant])
    cents, adapted = _adapt(rng, config, cents, at, remote, campaigns.start[campaign], kind, number)
    rows = Rows(
        when=at,
        who=who,
        slot=held.slot[group],
        merchant=merchant,
        terminal=terminals(rng, shops, merchant, remote),
        device=device,
        channel=channel,
        cents=cents,
        new_device=told & ~own,
        compromise=group,
        adapted=adapted,
        quiet=np.zeros(count, dtype=bool),
    )
    return rows, ids


def _adapt(
    rng: np.random.Generator,
    config: PaymentsConfig,
    cents: Ints,
    at: Ints,
    remote: Bools,
    since: Ints,
    kind: Ints,
    number: Ints,
) -> tuple[Ints, Bools]:
    """Amounts above the limit come down to just below it as a campaign learns; within three weeks most have learnt."""
    changes = seconds(config.limit_changes_on) if config.limit_changes_on else at.max(initial=0) + 1
    limit = np.where(at < changes, config.limit_eur, config.new_limit_eur) * 100
    known = at - np.where(at < changes, since, np.maximum(since, changes))
    learnt = rng.random(len(at)) < config.adaptation * -np.expm1(-np.maximum(known, 0) / (10 * DAY))
    others = remote & (kind != TYPOLOGIES.index("first_party"))  # customers do not know the limit
    lowered = others & (cents > limit) & learnt
    # In a small world hardly anybody wants more than the limit: some do, and have learnt.
    pool = np.flatnonzero(others & (number == 0) & (known > 5 * DAY))
    lowered[pool[exactly(rng, 0, len(pool), at_least=6 * (config.adaptation > 0))]] = True
    below = (limit * rng.uniform(0.8, 0.995, len(at))).astype(np.int64)
    return np.where(lowered, below, cents), lowered


def _skimmed(
    rng: np.random.Generator,
    config: PaymentsConfig,
    campaigns: Campaigns,
    held: Compromises,
    people: Customers,
    shops: Merchants,
) -> Rows:
    """The honest purchase at the target merchant at which each card was read; it lies before the first attempt."""
    mine = (held.typology == TYPOLOGIES.index("compromised_merchant")) & (held.taken >= seconds(config.start))
    merchant = campaigns.target[held.campaign[mine]]
    kind, remote, count = shops.category[merchant], shops.remote[merchant], int(mine.sum())
    who = held.who[mine]
    usual = 100 * column("median")[kind] * people.means[who] ** 0.6 * price_level(config, held.taken[mine])
    cents = usual * np.exp(column("spread")[kind] * rng.standard_normal(count))
    phone = people.device_ids[who, (held.taken[mine] >= people.new_phone[who]).astype(np.int64)]
    used = np.where(kind == CATEGORIES.index("atm"), ATM, np.where(rng.random(count) < 0.5, CHIP, CONTACTLESS))
    return honest(
        when=held.taken[mine],
        who=who,
        slot=held.slot[mine],
        merchant=merchant,
        terminal=terminals(rng, shops, merchant, remote),
        device=np.where(remote & (rng.random(count) >= UNTOLD), phone, NONE),
        channel=np.where(remote, ONLINE, used),
        cents=rounded(rng, cents, kind),
        new_device=np.zeros(count, dtype=bool),
    )


def _at_its_hours(rng: np.random.Generator, at: Ints, hour: Floats) -> Ints:
    """The times, moved to the hours at which the campaign works, some to any hour of a shopper's day."""
    hours = (hour + 1.6 * rng.standard_normal(len(at))) % 24
    shopping = pick(rng, HOURS["evening"], len(at)) + rng.random(len(at))
    chosen = np.where(rng.random(len(at)) < 0.55, hours, shopping)
    return at // DAY * DAY + (chosen * HOUR).astype(np.int64)


def _running(gap: Ints, number: Ints) -> Ints:
    """The sum of the gaps so far within each group; `number` is 0 where a group starts."""
    total = np.cumsum(gap)
    starts = np.flatnonzero(number == 0)
    sizes = np.diff(np.r_[starts, len(gap)])
    return total - np.repeat(total[starts], sizes)
