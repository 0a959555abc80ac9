"""What goes wrong in a feed: one defect on one day of the transactions, every touched record named."""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from signoff.worlds.draw import stream
from signoff.worlds.payments.clock import SECOND, seconds
from signoff.worlds.payments.config import PaymentsConfig
from signoff.worlds.payments.spending import RATES, values
from signoff.worlds.settings import WorldError, one_of
from signoff.worlds.tables import dictionary

DEFECTS = values("defects", "defect", side="truth")
_ADDED, _CHANGED, _REMOVED = range(len(values("defects", "how", side="truth")))

Damage = tuple[pd.DataFrame, pd.Series, int]
"""The damaged transactions, the touched record ids, and how they were touched."""


def damaged(
    transactions: pd.DataFrame, config: PaymentsConfig, seed: int, name: str, day: object, severity: float = 1.0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The transactions with a defect on one UTC day of events, and the rows of `truth.defects` that name what it did.

    Args:
        transactions: of a world; not changed.
        config: its span.
        seed: of the world; the same defect on the same day always hits the same records.
        name: one of `DEFECTS`.
        day: a date, or an integer that counts days from the start.
        severity: share of the records hit that a full defect would hit, above 0 and at most 1.

    Raises:
        WorldError: an unknown defect, a severity out of range, or a day outside the span or without any record to
            damage.
    """
    one_of("defect", name, list(DEFECTS))
    date = _day(config, day)
    if isinstance(severity, bool) or not isinstance(severity, int | float) or not 0 < severity <= 1:
        raise WorldError(f"severity is {severity!r}, expected a number above 0 to 1.")
    start = pd.Timestamp(date, tz="UTC")
    on_day = transactions["event_time"].between(start, start + pd.Timedelta("1D"), inclusive="left")
    if not on_day.any():
        raise WorldError(f"day is {date}, expected one with transactions that no other defect has removed.")
    rng = stream(seed, "payments", "defect", name, date.isoformat())
    if severity < 1:
        on_day = _part_of(transactions, on_day, name, severity, rng)
    found, records, how = _MAKERS[name](transactions, on_day, rng)
    if not len(records):
        raise WorldError(f"day is {date}, expected one with records that {name} can damage.")
    columns = {
        "defect": np.full(len(records), DEFECTS.index(name)),
        "day": np.full(len(records), seconds(date) * SECOND),
        "record_id": records.to_numpy(),
        "how": np.full(len(records), how),
    }
    return found, dictionary("payments").frame("defects", columns, side="truth")


def _part_of(
    transactions: pd.DataFrame, on_day: pd.Series, name: str, severity: float, rng: np.random.Generator
) -> pd.Series:
    """The records of the day that a milder defect can reach: the last of them where a day breaks off, else any."""
    rows = np.flatnonzero(on_day)
    if name == "truncated_day":
        reach = transactions["event_time"].iloc[rows].quantile(1 - severity / 2)
        return on_day & (transactions["event_time"] >= reach)
    chosen = rng.choice(rows, max(1, round(severity * len(rows))), replace=False)
    part = pd.Series(False, index=on_day.index)
    part.iloc[chosen] = True
    return part


def _day(config: PaymentsConfig, day: object) -> dt.date:
    length = (config.end - config.start).days
    if isinstance(day, int) and not isinstance(day, bool):
        if not 0 <= day < length:
            raise WorldError(f"day is {day}, expected a number from 0 to {length - 1}.")
        return config.start + dt.timedelta(days=day)
    if isinstance(day, dt.datetime):
        day = day.date()
    if not isinstance(day, dt.date) or not config.start <= day < config.end:
        raise WorldError(f"day is {day!r}, expected a date from {config.start} to before {config.end}.")
    return day


def _duplicates(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """A batch was loaded twice: three in ten records of the day stand there again under new record ids."""
    day = transactions[on_day]
    again = day.iloc[np.sort(rng.choice(len(day), max(1, round(0.3 * len(day))), replace=False))]
    new = int(transactions["record_id"].max()) + 1 + np.arange(len(again))
    again = again.assign(record_id=new, available_at=again["available_at"] + pd.Timedelta("2h"))
    return pd.concat([transactions, again], ignore_index=True), again["record_id"], _ADDED


def _late_partition(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """The files of six hours arrive two to four days late."""
    hour = int(rng.integers(8, 17))
    hit = on_day & transactions["event_time"].dt.hour.between(hour, hour + 5)
    until = transactions.loc[hit, "event_time"].max() + pd.Timedelta(hours=int(rng.integers(48, 96)))
    late = transactions["available_at"].mask(hit, transactions["available_at"].clip(lower=until))
    return transactions.assign(available_at=late), transactions.loc[hit, "record_id"], _CHANGED


def _cents(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """A sender changed its unit: amounts of the online channel come in cents, under the same names."""
    hit = on_day & (transactions["channel"] == "online")
    found = transactions.assign(
        amount=transactions["amount"].mask(hit, (transactions["amount"] * 100).round()),
        amount_eur=transactions["amount_eur"].mask(hit, (transactions["amount_eur"] * 100).round()),
    )
    return found, transactions.loc[hit, "record_id"], _CHANGED


def _shifted_zone(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """Terminals sent local time labelled as UTC: event times of cards at terminals lie two hours ahead."""
    hit = on_day & transactions["channel"].isin(["chip", "contactless"])
    moved = transactions["event_time"].mask(hit, transactions["event_time"] + pd.Timedelta("2h"))
    return transactions.assign(event_time=moved), transactions.loc[hit, "record_id"], _CHANGED


def _device_dropped(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """A release of the wallet stopped sending the device."""
    hit = on_day & (transactions["channel"] == "wallet") & transactions["device_id"].notna()
    found = transactions.assign(device_id=transactions["device_id"].mask(hit))
    return found, transactions.loc[hit, "record_id"], _CHANGED


def _enum_widened(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """A value that nobody announced: two in five online purchases come as `click_to_pay`."""
    online = np.flatnonzero(on_day & (transactions["channel"] == "online"))
    chosen = np.sort(rng.choice(online, max(1, round(0.4 * len(online))), replace=False)) if len(online) else online
    channel = transactions["channel"].copy()
    if "click_to_pay" not in channel.cat.categories:
        channel = channel.cat.add_categories("click_to_pay")
    channel.iloc[chosen] = "click_to_pay"
    return transactions.assign(channel=channel), transactions["record_id"].iloc[chosen], _CHANGED


def _currency_swapped(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """One of the processors labels euros as dollars, and the conversion follows the label."""
    merchants = transactions["merchant_id"] % 4 == int(rng.integers(4))
    hit = on_day & merchants & (transactions["currency"] == "EUR")
    euros = (transactions["amount"] * RATES["USD"]).round(2)
    found = transactions.assign(
        currency=transactions["currency"].mask(hit, "USD"), amount_eur=transactions["amount_eur"].mask(hit, euros)
    )
    return found, transactions.loc[hit, "record_id"], _CHANGED


def _truncated_day(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """The export broke off: nothing after some hour of the afternoon is there."""
    hit = on_day & (transactions["event_time"].dt.hour >= int(rng.integers(12, 18)))
    return transactions[~hit].reset_index(drop=True), transactions.loc[hit, "record_id"], _REMOVED


def _schema_changed(transactions: pd.DataFrame, on_day: pd.Series, rng: np.random.Generator) -> Damage:
    """A new version of the message: the amount moves to `amount_minor`, whole cents, and `amount` is empty."""
    minor = transactions.get("amount_minor", pd.Series(pd.NA, index=transactions.index, dtype="Int64"))
    minor = minor.mask(on_day & minor.isna(), (transactions["amount"] * 100).round().astype("Int64"))
    found = transactions.assign(amount=transactions["amount"].mask(on_day), amount_minor=minor)
    return found, transactions.loc[on_day, "record_id"], _CHANGED


_MAKERS: dict[str, Callable[[pd.DataFrame, pd.Series, np.random.Generator], Damage]] = {
    "duplicates": _duplicates,
    "late_partition": _late_partition,
    "cents": _cents,
    "shifted_zone": _shifted_zone,
    "device_dropped": _device_dropped,
    "enum_widened": _enum_widened,
    "currency_swapped": _currency_swapped,
    "truncated_day": _truncated_day,
    "schema_changed": _schema_changed,
}
