"""The bank's current way to decide: a model past its best, rules, a queue for analysts, a randomised slice, outages."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, evenly, exactly
from signoff.worlds.payments.aftermath import PASSED, Aftermath
from signoff.worlds.payments.clock import DAY, HOUR, SECOND, Calendar, offsets, seconds
from signoff.worlds.payments.config import PaymentsConfig
from signoff.worlds.payments.population import Customers, Merchants
from signoff.worlds.payments.rows import NONE, Rows
from signoff.worlds.payments.spending import COUNTRIES, RISKY_COUNTRIES, column, values

APPROVE, STEP_UP, REVIEW, DECLINE = range(len(values("decisions", "action")))
MODEL, FALLBACK, EXPLORATION = range(len(values("decisions", "source")))
SCORE, LIMIT_RULE, COUNTRY_RULE, QUEUE_FULL, EXPLORED, NOTHING = range(len(values("decisions", "reason")))

_STEP_UP_AT, _REVIEW_AT, _DECLINE_AT = 0.095, 0.17, 0.26
_EXPLORED_UP_TO = 25_000  # cents
# Intercept, amount against the usual (logs), abroad, new device, risk class, night, requests in the last hour, remote;
# noise for everything else the model thinks it knows.
_WEIGHTS = np.array([
    [-4.9, 0.35, 0.7, 1.1, 0.35, 0.5, 0.35, 0.9],
    [-5.2, 0.50, 0.5, 0.9, 0.55, 0.3, 0.45, 1.2],
])  # fmt: skip
_NOISE = np.array([0.75, 0.7])


@dataclass(frozen=True)
class Decisions:
    """What was decided, an entry per row. `score` is NaN and `version` NONE in a fallback; times in microseconds."""

    source: Ints
    version: Ints
    score: Floats
    action: Ints
    reason: Ints
    propensity: Floats
    authorised: Bools
    closed: Ints


def outages(config: PaymentsConfig, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Start and end (seconds since 1970) of each spell without the model, in order."""
    start, end = seconds(config.start), seconds(config.end)
    number = round(config.outages_per_month * (end - start) / (30.4 * DAY))
    begins = np.sort(rng.integers(start, end, number))
    return begins, begins + (rng.uniform(1, 6, number) * HOUR).astype(np.int64)


def decide(
    rng: np.random.Generator,
    config: PaymentsConfig,
    rows: Rows,
    scored: Ints,
    after: Aftermath,
    people: Customers,
    shops: Merchants,
    days: Calendar,
    down: tuple[Ints, Ints],
) -> Decisions:
    """The decision of each row.

    Args:
        rng: where the draws come from.
        config: thresholds, capacity and the size of the randomised slice.
        rows: sorted by `scored`.
        scored: when each had to be decided, microseconds.
        after: what comes of asking or reviewing.
        people, shops, days: for the model's inputs.
        down: the outages.
    """
    count, now = len(rows), scored // SECOND
    spell = np.searchsorted(down[0], now, side="right") - 1
    away = (spell >= 0) & (now < down[1][spell.clip(0)]) if len(down[0]) else np.zeros(count, dtype=bool)
    version = (now >= seconds(config.start) + int(0.55 * (seconds(config.end) - seconds(config.start)))).astype(
        np.int64
    )
    score = np.round(_tipped(rng, _score(rng, rows, version, people, shops, days), rows, after), 4)

    remote = rows.remote
    action = np.select(
        [score >= _DECLINE_AT, score >= _REVIEW_AT, (score >= _STEP_UP_AT) & remote],
        [DECLINE, REVIEW, STEP_UP],
        APPROVE,
    )
    reason = np.where(action == APPROVE, NOTHING, SCORE)
    changes = seconds(config.limit_changes_on) if config.limit_changes_on else seconds(config.end)
    limit = np.where(rows.when < changes, config.limit_eur, config.new_limit_eur) * 100
    above = remote & (rows.cents > limit)
    ruled = above & (action == APPROVE)
    action, reason = np.where(ruled, STEP_UP, action), np.where(ruled, LIMIT_RULE, reason)

    risky = np.isin(shops.country[rows.merchant], [COUNTRIES.index(one) for one in RISKY_COUNTRIES])
    by_rules = np.where(risky & (rows.cents > 10_000), DECLINE, np.where(above, STEP_UP, APPROVE))
    why = np.where(by_rules == DECLINE, COUNTRY_RULE, np.where(by_rules == STEP_UP, LIMIT_RULE, NOTHING))
    action, reason = np.where(away, by_rules, action), np.where(away, why, reason)

    eligible = ~away & (rows.cents <= _EXPLORED_UP_TO)
    explored = eligible & (evenly(rng, eligible * 1 + (eligible & (action != APPROVE))) < config.explore_share)
    full = _beyond_capacity((action == REVIEW) & ~explored, now // DAY, config.reviews_per_day)
    action = np.where(full, np.where(above, STEP_UP, APPROVE), action)  # then the rules decide
    reason = np.where(full, QUEUE_FULL, reason)
    chance = np.where(eligible & (action != APPROVE), 1 - config.explore_share, 1.0)
    chance = np.where(explored & (action != APPROVE), config.explore_share, chance)
    action, reason = np.where(explored, APPROVE, action), np.where(explored, EXPLORED, reason)

    closed = scored + (np.exp(np.log(3.5 * HOUR) + 0.8 * rng.standard_normal(count)) * SECOND).astype(np.int64)
    passed = (action == STEP_UP) & (after.step_up == PASSED)
    released = (action == REVIEW) & ~after.analyst
    return Decisions(
        source=np.where(away, FALLBACK, np.where(explored, EXPLORATION, MODEL)),
        version=np.where(away, NONE, version),
        score=np.where(away, np.nan, score),
        action=action,
        reason=reason,
        propensity=chance,
        authorised=(action == APPROVE) | passed | released,
        closed=closed,
    )


def _score(
    rng: np.random.Generator, rows: Rows, version: Ints, people: Customers, shops: Merchants, days: Calendar
) -> Floats:
    kind, home = shops.category[rows.merchant], people.country[rows.who]
    usual = 100 * column("median")[kind] * people.means[rows.who] ** 0.6
    local = (rows.when + offsets(days, home, rows.when)) % DAY
    inputs = np.stack([
        np.ones(len(rows)),
        np.log(rows.cents / usual),
        (shops.country[rows.merchant] != home) & (rows.terminal != NONE),
        rows.new_device,
        shops.risk[rows.merchant],
        local < 6 * HOUR,
        np.minimum(_in_the_last_hour(rows), 4),
        rows.remote,
    ])  # fmt: skip
    logit = (inputs * _WEIGHTS.T[:, version]).sum(axis=0) + _NOISE[version] * rng.standard_normal(len(rows))
    found: Floats = 1 / (1 + np.exp(-logit))
    return found


def _tipped(rng: np.random.Generator, score: Floats, rows: Rows, after: Aftermath) -> Floats:
    """The scores, with a few lifted, as if somebody had passed on a tip.

    Every month holds, so, fraud that an analyst finds or clears, fraud that is declined or passes a step-up, and an
    honest customer whom an analyst suspects.
    """
    lifted, fraud = score.copy(), after.typology != NONE
    for which, low, high, few in (
        (fraud & after.analyst, _REVIEW_AT, _DECLINE_AT, 2),
        (fraud & ~after.analyst, _REVIEW_AT, _DECLINE_AT, 1),
        (fraud, _DECLINE_AT, 0.6, 1),
        (fraud & rows.remote & (after.step_up == PASSED), _STEP_UP_AT, _REVIEW_AT, 1),
        (~fraud & after.analyst, _REVIEW_AT, _DECLINE_AT, 1),
    ):
        pool = np.flatnonzero(which & (lifted < _STEP_UP_AT))
        chosen = pool[exactly(rng, 0.015 * bool(fraud[which].all()), len(pool), at_least=few)]
        lifted[chosen] = rng.uniform(low, high, len(chosen))
    return lifted


def _in_the_last_hour(rows: Rows) -> Ints:
    """How many other transactions of the card happened in the hour before each."""
    first = rows.when.min(initial=0)
    key = (rows.who * 2 + rows.slot) * 10**9 + (rows.when - first)
    order = np.argsort(key, kind="stable")
    key = key[order]
    found = np.empty(len(rows), dtype=np.int64)
    found[order] = np.searchsorted(key, key, side="left") - np.searchsorted(key, key - HOUR, side="left")
    return found


def _beyond_capacity(queued: Bools, day: Ints, capacity: int) -> Bools:
    """Those of the queued, in order of arrival, for whom there is no time left on their day."""
    full = np.zeros(len(queued), dtype=bool)
    waiting = np.flatnonzero(queued)
    order = np.argsort(day[waiting], kind="stable")
    waiting = waiting[order]
    of_day = day[waiting]
    place = np.arange(len(waiting)) - np.searchsorted(of_day, of_day, side="left")
    full[waiting[place >= capacity]] = True
    return full
