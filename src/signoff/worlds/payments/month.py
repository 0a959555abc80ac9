"""One calendar month of the span, from what people do to the tables that hold it."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from signoff.worlds.draw import Bools, Ints, exactly, fingerprint, stream
from signoff.worlds.payments.aftermath import (
    CUSTOMER,
    FAILED,
    ISSUER,
    MERCHANT,
    Aftermath,
    aftermath,
    first_calls,
    loss,
)
from signoff.worlds.payments.clock import DAY, HOUR, SECOND, Calendar, calendar, seconds
from signoff.worlds.payments.config import TYPOLOGIES, PaymentsConfig
from signoff.worlds.payments.fraud import Fraud, fraud
from signoff.worlds.payments.incumbent import DECLINE, REVIEW, STEP_UP, Decisions, decide, outages
from signoff.worlds.payments.population import ISSUES, NEVER, Customers, Merchants, customers, merchants
from signoff.worlds.payments.purchases import Subscriptions, charges, purchases, subscriptions
from signoff.worlds.payments.rows import NONE, Rows
from signoff.worlds.payments.spending import ATM, CHIP, CONTACTLESS, COUNTRIES, CURRENCIES, CURRENCY, RATES
from signoff.worlds.tables import NO_TIME, dictionary

Frames = dict[str, pd.DataFrame]
_TOOK_OVER = TYPOLOGIES.index("account_takeover")
_CARD_BOUND = [TYPOLOGIES.index(one) for one in ("card_testing", "compromised_merchant")]
_OWN_SCHEMES = [TYPOLOGIES.index(one) for one in ("first_party", "mule_cash_out")]


@dataclass
class Span:
    """Everything that outlives a month: what is fixed before the first, and what one month leaves to the next.

    Attributes:
        stopped: when the bank stopped each compromise, seconds; NEVER while it has not.
        calls: when the victim of each compromise calls.
        blocks: customers x 2 cards x issues: when each issue was blocked, NEVER if it was not.
        attempted: first attempt of each compromise that is in the records, NEVER if none is.
        quiet_who, quiet_at: the compromises of the shift `quiet_fraud`, which are numbered after all others.
        devices: those seen in each month.
        requests, records: how many there have been.
    """

    config: PaymentsConfig
    seed: int
    days: Calendar
    shops: Merchants
    people: Customers
    held: Subscriptions
    crime: Fraud
    down: tuple[Ints, Ints]
    stopped: Ints
    calls: Ints
    blocks: Ints
    attempted: Ints
    quiet_who: list[Ints] = field(default_factory=list)
    quiet_at: list[Ints] = field(default_factory=list)
    devices: list[Ints] = field(default_factory=list)
    requests: int = 0
    records: int = 0

    @classmethod
    def begin(cls, config: PaymentsConfig, seed: int) -> "Span":
        days = calendar(config.start, config.end)
        shops = merchants(config, seed)
        people = customers(config, seed, shops, days)
        crime = fraud(config, seed, people, shops, days)
        compromises = crime.compromises
        return cls(
            config=config,
            seed=seed,
            days=days,
            shops=shops,
            people=people,
            held=subscriptions(config, seed, people, shops),
            crime=crime,
            down=outages(config, stream(seed, "payments", "outages")),
            stopped=np.full(len(compromises.who), NEVER),
            calls=first_calls(stream(seed, "payments", "calls"), compromises.typology, compromises.first),
            blocks=np.full((len(people.ids), 2, ISSUES), NEVER),
            attempted=np.full(len(compromises.who), NEVER),
        )

    @property
    def months(self) -> int:
        return int(self.days.month.max()) + 1


def month(span: Span, number: int) -> Frames:
    """The tables of one month; `span` is changed by what happened in it. Months are made in order."""
    rows, calls = _what_happens(span, number)
    scored, available = _times(span, number, rows)
    order = np.argsort(scored, kind="stable")
    rows, scored, available, calls = rows.take(order), scored[order], available[order], calls[order]
    typology = _typologies(span, rows)
    after = aftermath(stream(span.seed, "payments", "aftermath", number), span.config, rows, typology, calls)
    rng = stream(span.seed, "payments", "decisions", number)
    decided = decide(rng, span.config, rows, scored, after, span.people, span.shops, span.days, span.down)
    kept = _stop(span, number, rows, scored, after, decided)
    rows, scored, available = rows.take(kept), scored[kept], available[kept]
    after = Aftermath(**{name: array[kept] for name, array in vars(after).items()})
    decided = Decisions(**{name: array[kept] for name, array in vars(decided).items()})
    return _tables(span, number, rows, scored, available, after, decided)


def _what_happens(span: Span, number: int) -> tuple[Rows, Ints]:
    """All transactions of the month, and when the victim of each calls."""
    inside = np.flatnonzero(span.days.month == number)
    since, until = (span.days.first + inside[0]) * DAY, (span.days.first + inside[-1] + 1) * DAY
    bought = purchases(span.config, span.seed, number, span.people, span.shops, span.days)
    charged = charges(number, span.held, span.days, span.people)
    skimmed, attempts = (
        one.take((one.when >= since) & (one.when < until)) for one in (span.crime.skimmed, span.crime.attempts)
    )
    attempts = attempts.take(_alive(span, attempts))
    honest = Rows.joined([bought, charged, skimmed])
    honest = honest.take((honest.when >= since) & (honest.when < until))
    rows = Rows.joined([_quietly(span, number, honest), attempts])
    calls = np.full(len(rows), NEVER)
    known = (rows.compromise != NONE) & ~rows.quiet
    calls[known] = span.calls[rows.compromise[known]]
    rng = stream(span.seed, "payments", "quiet calls", number)
    when = rows.when[rows.quiet]
    calls[rows.quiet] = first_calls(rng, np.full(len(when), _TOOK_OVER), when)
    return rows, calls


def _alive(span: Span, attempts: Rows) -> Bools:
    """Attempts that nothing has stopped: neither the bank, nor a new card where the old one was copied."""
    held = span.crime.compromises
    typology, taken = held.typology[attempts.compromise], held.taken[attempts.compromise]
    blocks = span.blocks[attempts.who, attempts.slot]
    replaced = ((blocks > taken[:, None]) & (blocks <= attempts.when[:, None])).any(axis=1)
    return (attempts.when <= span.stopped[attempts.compromise]) & ~(np.isin(typology, _CARD_BOUND) & replaced)


def _quietly(span: Span, number: int, rows: Rows) -> Rows:
    """Some ordinary remote purchases turn out to be fraud after the shift `quiet_fraud`; nothing else is different."""
    rng = stream(span.seed, "payments", "quiet", number)
    usual = span.config.fraud_share / (1 - span.config.fraud_share)
    quiet = np.zeros(len(rows), dtype=bool)
    for one in span.config.shifts:
        if one.kind == "quiet_fraud":
            after = rows.when >= seconds(one.on)
            pool = np.flatnonzero(after & rows.remote & ~quiet)
            wanted = min(len(pool), round(one.size * usual * int(after.sum())))
            quiet[rng.choice(pool, wanted, replace=False)] = True
    first = len(span.crime.compromises.who) + sum(len(one) for one in span.quiet_who)
    compromise = rows.compromise.copy()
    compromise[quiet] = first + np.arange(quiet.sum())
    span.quiet_who.append(rows.who[quiet])
    span.quiet_at.append(rows.when[quiet])
    return Rows(**{**vars(rows), "compromise": compromise, "quiet": quiet})


def _typologies(span: Span, rows: Rows) -> Ints:
    typology = np.where(rows.quiet, _TOOK_OVER, NONE)
    known = (rows.compromise != NONE) & ~rows.quiet
    typology[known] = span.crime.compromises.typology[rows.compromise[known]]
    return typology


def _times(span: Span, number: int, rows: Rows) -> tuple[Ints, Ints]:
    """When each row is scored and when it can be read as history, microseconds.

    Most are scored at once and readable seconds later; in some minutes the stream is slow; offline terminals deliver
    hours or days later, and are scored then: some of them after a later purchase with the same card.
    """
    rng = stream(span.seed, "payments", "arrival", number)
    count = len(rows)
    scored = rows.when * SECOND + rng.integers(80_000, 400_000, count)
    can_wait = np.isin(rows.channel, (CHIP, CONTACTLESS))
    waiting = np.flatnonzero(can_wait)
    followed = np.flatnonzero(can_wait & _followed(rows))
    some = 10 * (span.config.late_share > 0)
    late = np.union1d(
        waiting[exactly(rng, span.config.late_share, len(waiting), at_least=some)],
        followed[exactly(rng, 0, len(followed), at_least=some)],
    )
    hours = np.clip(np.exp(np.log(7) + 0.9 * rng.standard_normal(len(late))), 2, 70)
    scored[late] += (hours * HOUR * SECOND).astype(np.int64)
    slow = rng.random(count) < 0.004
    lag = np.where(slow, rng.integers(60, 5_400, count) * SECOND, rng.integers(200_000, 8 * SECOND, count))
    return scored, scored + lag


def _followed(rows: Rows) -> Bools:
    """Whether the card is used again within the next hour and a half."""
    key = (rows.who * 2 + rows.slot) * 10**11 + rows.when
    order = np.argsort(key, kind="stable")
    found = np.zeros(len(rows), dtype=bool)
    gap = np.diff(key[order])
    found[order[:-1]] = (gap > 0) & (gap < 3 * HOUR // 2)
    return found


def _stop(span: Span, number: int, rows: Rows, scored: Ints, after: Aftermath, decided: Decisions) -> Bools:
    """What the bank notices, it stops: later attempts of the compromise are dropped and the card is replaced.

    It notices by an analyst's verdict, a report, and often when a second factor fails or a request is declined, since
    then it sends the customer a message.
    """
    rng = stream(span.seed, "payments", "stops", number)
    mine = np.flatnonzero((after.typology != NONE) & ~rows.quiet)
    compromise, typology = rows.compromise[mine], after.typology[mine]
    soon = scored[mine] // SECOND
    answers = rng.random((2, len(mine))) < [[0.6], [0.5]]
    answers &= ~np.isin(typology, _OWN_SCHEMES)  # the customer is the one who would have to answer
    action = decided.action[mine]
    at = np.full(len(mine), NEVER)
    for noticed, when in (
        ((action == REVIEW) & after.analyst[mine], decided.closed[mine] // SECOND),
        ((action == STEP_UP) & (after.step_up[mine] == FAILED) & answers[0], soon + HOUR // 2),
        ((action == DECLINE) & answers[1], soon + HOUR // 3),
        (decided.authorised[mine] & (after.road[mine] != NONE), after.when[mine]),
    ):
        at = np.where(noticed, np.minimum(at, when), at)
    np.minimum.at(span.stopped, compromise, at)
    alive = np.ones(len(rows), dtype=bool)
    alive[mine] = rows.when[mine] <= span.stopped[compromise]
    wrong = np.flatnonzero((after.typology == NONE) & (decided.action == REVIEW) & after.analyst)
    _replace_cards(span, rows, mine[alive[mine]], wrong, decided.closed[wrong] // SECOND)
    alive[mine] &= _alive(span, rows.take(mine))
    seen = mine[alive[mine]]
    np.minimum.at(span.attempted, rows.compromise[seen], rows.when[seen])
    return alive


def _replace_cards(span: Span, rows: Rows, which: Ints, suspected: Ints, suspected_at: Ints) -> None:
    """Block the cards of stopped compromises, and those that an analyst suspected wrongly; issue the next, if any."""
    stopped = span.stopped[rows.compromise[which]]
    which = which[(stopped < NEVER) & (span.attempted[rows.compromise[which]] == NEVER)]  # each compromise once
    _, first = np.unique(rows.compromise[which], return_index=True)
    which = which[first]
    row = np.concatenate([which, suspected])
    when = np.concatenate([span.stopped[rows.compromise[which]], suspected_at])
    for one in np.argsort(when, kind="stable"):  # a handful a month; each may follow another on the same card
        issues = span.blocks[rows.who[row[one]], rows.slot[row[one]]]
        used = np.flatnonzero(issues[: ISSUES - 1] < NEVER)
        place = int(used[-1]) if len(used) else -1
        if place >= 0 and issues[place] > when[one]:
            if place == 0 or issues[place - 1] + DAY < when[one]:
                issues[place] = when[one]  # noticed sooner than the block that was foreseen
        elif place + 1 < ISSUES - 1 and (place < 0 or issues[place] + DAY < when[one]):
            issues[place + 1] = when[one]


def _tables(
    span: Span,
    number: int,
    rows: Rows,
    scored: Ints,
    available: Ints,
    after: Aftermath,
    decided: Decisions,
) -> Frames:
    """The month's part of every table that grows."""
    known = dictionary("payments")
    ids = _request_ids(span, len(rows))
    span.devices.append(np.unique(rows.device))
    first = np.arange(len(rows))
    copies, cents, copy_scored, copy_available = _retries(span, number, rows, scored)
    available = available.copy()
    available[copies[1:4]] = scored[copies[1:4]] + 150 * SECOND  # their retries can be read before them
    of = np.concatenate([first, copies])
    all_scored = np.concatenate([scored, copy_scored])
    order = np.argsort(all_scored, kind="stable")
    record = np.empty(len(of), dtype=np.int64)
    record[order] = span.records + np.arange(len(of))
    span.requests, span.records = span.requests + len(rows), span.records + len(of)
    cents = np.concatenate([rows.cents, cents])[order]
    source = of[order]
    transactions = known.frame("transactions", {
        "record_id": record[order],
        "transaction_id": ids[source],
        "event_time": rows.when[source] * SECOND,
        "scored_at": all_scored[order],
        "available_at": np.concatenate([available, copy_available])[order],
        **_who_and_where(span, rows.take(source)),
        **_money(span, rows.take(source), cents),
    })  # fmt: skip
    decisions = known.frame("decisions", {
        "transaction_id": ids, "record_id": record[: len(rows)], "decided_at": scored,
        "source": decided.source, "model_version": decided.version, "score": decided.score,
        "action": decided.action, "reason": decided.reason, "propensity": decided.propensity,
        "authorised": decided.authorised,
    })  # fmt: skip
    return {
        "transactions": transactions,
        "decisions": decisions,
        "step_ups": _step_ups(ids, scored, after, decided),
        "reviews": _reviews(span, ids, scored, after, decided),
        "reports": _reports(span, ids, rows, after, decided),
        "truth/outcomes": _outcomes(ids, rows, after),
    }


def _request_ids(span: Span, count: int) -> Ints:
    """Ids that tell no order: a running number, spread over 2**40 by an odd factor and shifted by the seed."""
    running = np.arange(span.requests, span.requests + count, dtype=np.uint64)
    shift = np.uint64(stream(span.seed, "payments", "ids").integers(2**40))
    return ((running * np.uint64(0x9E3779B97F4A7C15) + shift) % np.uint64(2**40)).astype(np.int64)


def _retries(span: Span, number: int, rows: Rows, scored: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Which rows are sent again, with which amounts, and when; now and then twice."""
    rng = stream(span.seed, "payments", "retries", number)
    again = np.flatnonzero(
        exactly(rng, span.config.retry_share, len(rows), at_least=10 * (span.config.retry_share > 0))
    )
    again = np.repeat(again, 1 + (np.arange(len(again)) % 8 == 0))
    other = np.arange(len(again)) % 5 == 0
    cents = rows.cents[again]
    changed = np.maximum(50, (cents * rng.uniform(0.5, 1.6, len(again))).astype(np.int64))
    cents = np.where(other, changed + (changed == cents), cents)
    later = scored[again] + rng.integers(1 * SECOND, 90 * SECOND, len(again))
    return again, cents, later, later + rng.integers(200_000, 8 * SECOND, len(again))


def _who_and_where(span: Span, rows: Rows) -> dict[str, object]:
    people, shops = span.people, span.shops
    issue = (span.blocks[rows.who, rows.slot] <= rows.when[:, None]).sum(axis=1)
    return {
        "customer_id": people.ids[rows.who],
        "card_id": people.card_ids[rows.who, rows.slot, issue],
        "merchant_id": shops.ids[rows.merchant],
        "terminal_id": _nullable(shops.terminal_ids[rows.terminal], rows.terminal == NONE),
        "device_id": _nullable(fingerprint(rows.device.clip(0)), rows.device == NONE),
        "channel": rows.channel,
        "country": shops.country[rows.merchant],
    }


def _money(span: Span, rows: Rows, cents: Ints) -> dict[str, object]:
    """In the currency of the country where there is a terminal, remotely in euros."""
    abroad = np.where(rows.terminal == NONE, CURRENCIES.index("EUR"), _CURRENCY[span.shops.country[rows.merchant]])
    rate = _RATE[abroad]
    amount = np.round(cents / 100 / rate, 2)
    cash = (rows.channel == ATM) & (rate != 1)
    amount = np.where(cash, np.maximum(10, np.round(amount, -1)), amount)
    return {"amount": amount, "currency": abroad, "amount_eur": np.round(amount * rate, 2)}


_CURRENCY = np.array([CURRENCIES.index(CURRENCY.get(one, "EUR")) for one in COUNTRIES])
_RATE = np.array([RATES[one] for one in CURRENCIES])


def _step_ups(ids: Ints, scored: Ints, after: Aftermath, decided: Decisions) -> pd.DataFrame:
    asked = decided.action == STEP_UP
    columns = {"transaction_id": ids[asked], "asked_at": scored[asked], "outcome": after.step_up[asked]}
    return dictionary("payments").frame("step_ups", columns)


def _reviews(span: Span, ids: Ints, scored: Ints, after: Aftermath, decided: Decisions) -> pd.DataFrame:
    seen = (decided.action == REVIEW) & (decided.closed < seconds(span.config.end) * SECOND)
    columns = {
        "transaction_id": ids[seen],
        "opened_at": scored[seen],
        "closed_at": decided.closed[seen],
        "verdict": np.where(after.analyst[seen], 0, 1),
    }
    return dictionary("payments").frame("reviews", columns)


def _reports(span: Span, ids: Ints, rows: Rows, after: Aftermath, decided: Decisions) -> pd.DataFrame:
    """What had been heard by the end of the span, with reversals and bookings as of then."""
    end = seconds(span.config.end)
    read = np.where(after.when < NEVER, (after.when // DAY + 1) * DAY + 4 * HOUR, NEVER)
    told = decided.authorised & (read < end)
    reversed_ = after.reversed_at[told]
    gone = reversed_ < end
    # A passed second factor moves the loss from the merchant to the issuer.
    moved = (decided.action[told] == STEP_UP) & rows.remote[told]
    # A claim that stands is not the customer's to bear, whatever will come of it.
    mine = np.where(rows.remote[told], MERCHANT, ISSUER)
    stands = np.where(after.borne_by[told] == CUSTOMER, mine, after.borne_by[told])
    borne = np.where(gone, CUSTOMER, stands)
    columns = {
        "transaction_id": ids[told],
        "road": after.road[told],
        "reported_at": after.when[told] * SECOND,
        "available_at": read[told] * SECOND,
        "reversed_at": np.where(gone, np.where(gone, reversed_, 0) * SECOND, NO_TIME),
        "borne_by": np.where(moved & ~gone, ISSUER, borne),
        "recovered_eur": after.recovered[told] / 100,
    }
    return dictionary("payments").frame("reports", columns)


def _outcomes(ids: Ints, rows: Rows, after: Aftermath) -> pd.DataFrame:
    reported = after.when < NEVER
    columns = {
        "transaction_id": ids,
        "is_fraud": after.typology != NONE,
        "typology": after.typology,
        "compromise_id": _nullable(rows.compromise, rows.compromise == NONE),
        "quiet": rows.quiet,
        "adapted": rows.adapted,
        "step_up_would": after.step_up,
        "analyst_would_say": np.where(after.analyst, 0, 1),
        "would_be_reported": after.road,
        "would_be_reported_at": np.where(reported, np.where(reported, after.when, 0) * SECOND, NO_TIME),
        "would_be_reversed": after.reversed_at < NEVER,
        "would_be_borne_by": np.where(after.typology == NONE, NONE, after.borne_by),
        "loss_eur": loss(rows, after),
    }
    return dictionary("payments").frame("outcomes", columns, side="truth")


def _nullable(values: Ints, missing: Bools) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(np.where(missing, 0, values).astype(np.int64), missing.copy())
