"""The payments world as a whole: in one piece for those who work with it, in monthly parts for those who store it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np
import pandas as pd

from signoff.worlds.draw import fingerprint
from signoff.worlds.payments.clock import DAY, SECOND, seconds
from signoff.worlds.payments.config import PRESETS, TYPOLOGIES, PaymentsConfig
from signoff.worlds.payments.month import Frames, Span, month
from signoff.worlds.payments.population import ISSUES, NEVER
from signoff.worlds.payments.rows import NONE
from signoff.worlds.payments.spending import REGIONS_PER_COUNTRY
from signoff.worlds.settings import checked_seed
from signoff.worlds.tables import NO_TIME, dictionary


@dataclass(frozen=True)
class PaymentsTruth:
    """What nobody at the bank can see; the dictionary has the columns."""

    outcomes: pd.DataFrame
    compromises: pd.DataFrame
    campaigns: pd.DataFrame
    defects: pd.DataFrame


@dataclass(frozen=True)
class PaymentsWorld:
    """A card issuer over a span of days: the tables it holds at the end, and the truth behind them.

    Times are UTC, amounts EUR if not said otherwise; `dictionary.toml` beside this file has every column. Simulated: no
    row describes a real person.
    """

    id: ClassVar[str] = "payments"

    config: PaymentsConfig
    seed: int
    customers: pd.DataFrame
    cards: pd.DataFrame
    devices: pd.DataFrame
    merchants: pd.DataFrame
    terminals: pd.DataFrame
    transactions: pd.DataFrame
    decisions: pd.DataFrame
    step_ups: pd.DataFrame
    reviews: pd.DataFrame
    reports: pd.DataFrame
    truth: PaymentsTruth

    def with_defect(self, name: str, day: object, *, severity: float = 1.0) -> Self:
        """This world with one defect in the transactions of one UTC day, named in `truth.defects` record by record.

        Args:
            name: one of `defects.DEFECTS`.
            day: a date, or an integer that counts days from the start.
            severity: share of the records hit that a full defect would hit, above 0 and at most 1.

        Raises:
            WorldError: an unknown defect, a day outside the span, a severity out of range.
        """
        from signoff.worlds.payments.defects import damaged

        transactions, touched = damaged(self.transactions, self.config, self.seed, name, day, severity)
        defects = pd.concat([self.truth.defects, touched], ignore_index=True)
        return replace(self, transactions=transactions, truth=replace(self.truth, defects=defects))


def simulate(config: PaymentsConfig = PRESETS["course"], seed: int = 0) -> PaymentsWorld:
    """A world, whole. The same configuration and seed give the same tables.

    Raises:
        WorldError: the seed is no whole number from 0 on.
    """
    found: dict[str, list[pd.DataFrame]] = {}
    for part in parts(config, seed):
        for name, frame in part.items():
            found.setdefault(name, []).append(frame)
    whole = {name: pd.concat(held, ignore_index=True) if len(held) > 1 else held[0] for name, held in found.items()}
    truth = PaymentsTruth(**{name.removeprefix("truth/"): whole.pop(name) for name in list(whole) if "/" in name})
    return PaymentsWorld(config=config, seed=seed, truth=truth, **whole)


def parts(config: PaymentsConfig = PRESETS["course"], seed: int = 0) -> Iterator[Frames]:
    """The same world in parts, so that it need not fit in memory: tables by name, `truth/` before those of the truth.

    A part per calendar month holds its transactions and all that belongs to them; the last holds customers, cards,
    devices, merchants, terminals and the rest of the truth. `steps` says how many there are.
    """
    span = Span.begin(config, checked_seed(seed))
    for number in range(span.months):
        yield month(span, number)
    yield _standing(span)


def steps(config: PaymentsConfig) -> int:
    """How many parts `parts` will give."""
    last = config.end - dt.timedelta(days=1)
    return 12 * (last.year - config.start.year) + last.month - config.start.month + 2


def _standing(span: Span) -> Frames:
    """The tables that do not grow, as they are at the end."""
    known, people, shops = dictionary("payments"), span.people, span.shops
    end = seconds(span.config.end)
    return {
        "customers": _by_id(known.frame("customers", {
            "customer_id": people.ids, "segment": people.segment, "country": people.region // REGIONS_PER_COUNTRY,
            "region": people.region, "joined_at": people.joined * SECOND,
            "pay_day": np.where(people.pay_day == 0, np.nan, people.pay_day.astype(float)),
        })),
        "cards": _by_id(_cards(span)),
        "devices": _devices(span),
        "merchants": _by_id(known.frame("merchants", {
            "merchant_id": shops.ids, "category": shops.category, "country": shops.country,
            "online": shops.remote, "risk": shops.risk,
        })),
        "terminals": _by_id(known.frame("terminals", {
            "terminal_id": shops.terminal_ids, "merchant_id": np.repeat(shops.ids, shops.terminals),
        })),
        "truth/compromises": _compromises(span),
        "truth/campaigns": known.frame("campaigns", {
            "campaign_id": np.arange(len(span.crime.campaigns.start)), "typology": span.crime.campaigns.typology,
            "started_at": span.crime.campaigns.start * SECOND,
            "ended_at": np.minimum(span.crime.campaigns.end, end) * SECOND,
            "target_merchant_id": pd.arrays.IntegerArray(
                shops.ids[span.crime.campaigns.target], span.crime.campaigns.target == NONE
            ),
        }, side="truth"),
        "truth/defects": known.frame("defects", {
            name: np.zeros(0, dtype=np.int64) for name in ("defect", "day", "record_id", "how")
        }, side="truth"),
    }  # fmt: skip


def _by_id(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by their first column, an id that says nothing: the order in which they were made would."""
    return frame.sort_values(frame.columns[0], ignore_index=True)


def _cards(span: Span) -> pd.DataFrame:
    """Every issue that came into use before the end."""
    people, end = span.people, seconds(span.config.end)
    owner, slot, issue = (np.asarray(one) for one in np.indices(people.card_ids.shape))
    issued = np.where(issue == 0, people.joined[owner], np.roll(span.blocks, 1, axis=2))
    exists = (slot < people.cards[owner]) & (issued < end)
    blocked = np.where(issue == ISSUES - 1, NEVER, span.blocks)
    blocked = np.where(blocked < end, np.minimum(blocked, end) * SECOND, NO_TIME)
    return dictionary("payments").frame("cards", {
        "card_id": people.card_ids[exists], "customer_id": people.ids[owner[exists]],
        "product": people.credit[owner[exists], slot[exists]].astype(np.int64),
        "issued_at": issued[exists] * SECOND, "blocked_at": blocked[exists],
    })  # fmt: skip


def _devices(span: Span) -> pd.DataFrame:
    """Those of the customers and those of the fraudsters, in no telling order."""
    people = span.people
    ids, first = np.unique(people.device_ids.ravel(), return_index=True)
    theirs = span.crime.devices
    every = np.concatenate([ids, theirs])
    # A fraudster's even ones are phones.
    platform = np.concatenate([people.platform.ravel()[first], theirs % 2 * 2 + theirs // 2 % 2])
    seen = np.isin(every, np.concatenate(span.devices))
    every, platform = every[seen], platform[seen]
    told = fingerprint(every)
    order = np.argsort(told)
    return dictionary("payments").frame("devices", {"device_id": told[order], "platform": platform[order]})


def _compromises(span: Span) -> pd.DataFrame:
    """Those of which at least one attempt is on record."""
    held, known = span.crime.compromises, dictionary("payments")
    quiet_who, quiet_at = np.concatenate(span.quiet_who), np.concatenate(span.quiet_at)
    seen = np.flatnonzero(span.attempted < NEVER)
    quiet = len(held.who) + np.arange(len(quiet_who))
    stopped = np.concatenate([span.stopped[seen], np.full(len(quiet), NEVER)])
    end = seconds(span.config.end)
    return known.frame("compromises", {
        "compromise_id": np.concatenate([seen, quiet]),
        "typology": np.concatenate([held.typology[seen], np.full(len(quiet), TYPOLOGIES.index("account_takeover"))]),
        "campaign_id": np.concatenate([held.campaign[seen], np.full(len(quiet), np.nan)]),
        "customer_id": span.people.ids[np.concatenate([held.who[seen], quiet_who])],
        "compromised_at": np.concatenate([held.taken[seen], quiet_at - DAY]) * SECOND,
        "first_attempt_at": np.concatenate([span.attempted[seen], quiet_at]) * SECOND,
        "stopped_at": np.where(stopped < end, np.minimum(stopped, end) * SECOND, NO_TIME),
    }, side="truth")  # fmt: skip
