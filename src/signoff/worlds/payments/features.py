"""Point-in-time features of payments: what was readable about card, device and merchant when a request was scored."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from signoff.worlds.payments import PaymentsWorld

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
HOUR, DAY = 3_600_000_000, 86_400_000_000  # microseconds

RAW = ["amount_eur", "hour", "weekday", "channel", "country", "currency", "category", "risk", "online"]
"""The columns of the message and of its merchant, without history."""


def features(world: PaymentsWorld) -> pd.DataFrame:
    """A row per decided record, in the order of `decisions`: float64 features, some NaN; categories as codes.

    A record counts as history of another from its `available_at` on, a report from its own.
    """
    records = world.transactions
    decided = records.set_index("record_id").loc[world.decisions["record_id"]].reset_index()
    merchant = world.merchants.set_index("merchant_id").loc[decided["merchant_id"]]
    customer = world.customers.set_index("customer_id").loc[decided["customer_id"]]
    now, known = _micros(decided["scored_at"]), _micros(records["available_at"])
    amount, euros = decided["amount_eur"].to_numpy(), records["amount_eur"].to_numpy()
    device, devices = (frame["device_id"].fillna(0).to_numpy(np.int64) for frame in (decided, records))
    found: dict[str, Any] = {
        "amount_eur": amount,
        "hour": decided["event_time"].dt.hour.to_numpy(),
        "weekday": decided["event_time"].dt.dayofweek.to_numpy(),
        "channel": decided["channel"].cat.codes.to_numpy(),
        "country": decided["country"].cat.codes.to_numpy(),
        "currency": decided["currency"].cat.codes.to_numpy(),
        "category": merchant["category"].cat.codes.to_numpy(),
        "risk": merchant["risk"].cat.codes.to_numpy(),
        "online": merchant["online"].to_numpy(),
        "segment": customer["segment"].cat.codes.to_numpy(),
        "account_days": (now - _micros(customer["joined_at"])) / DAY,
        "abroad": decided["country"].astype(str).to_numpy() != customer["country"].astype(str).to_numpy(),
    }
    card = _History(records["card_id"].to_numpy(), known, euros)
    for name, window in (("1h", HOUR), ("24h", DAY), ("7d", 7 * DAY), ("30d", 30 * DAY)):
        found[f"card_count_{name}"], found[f"card_sum_{name}"] = card.within(decided["card_id"].to_numpy(), now, window)
    mean = found["card_sum_30d"] / np.maximum(found["card_count_30d"], 1)
    found["amount_to_mean"] = np.where(found["card_count_30d"] > 0, amount / np.maximum(mean, 0.5), np.nan)
    at_device = _History(devices, known, euros)
    count, _ = at_device.within(device, now, DAY)
    found["device_count_24h"] = np.where(device > 0, count, np.nan)
    people, who = records["customer_id"].to_numpy(), decided["customer_id"].to_numpy()
    found["device_days"] = np.where(device > 0, _days_since_first([people, devices], known, [who, device], now), np.nan)
    found["device_customers"] = np.where(device > 0, _companions(devices, people, known, device, now), np.nan)
    shops, shop = records["merchant_id"].to_numpy(), decided["merchant_id"].to_numpy()
    found["shop_days"] = _days_since_first([people, shops], known, [who, shop], now)
    found |= _from_reports(world, records, shop, who, now)
    return pd.DataFrame({name: np.asarray(values, dtype=float) for name, values in found.items()})


def _from_reports(world: PaymentsWorld, records: pd.DataFrame, shop: Ints, who: Ints, now: Ints) -> dict[str, Floats]:
    """Fraud heard of at the merchant and of the customer, by when it was heard."""
    first = records.drop_duplicates("transaction_id").set_index("transaction_id")
    told = first.loc[world.reports["transaction_id"]]
    heard = _micros(world.reports["available_at"])
    ones = np.ones(len(told))
    at_shop = _History(told["merchant_id"].to_numpy(), heard, ones).within(shop, now, 60 * DAY)[0]
    traffic = _History(records["merchant_id"].to_numpy(), _micros(records["available_at"]), np.ones(len(records)))
    of_customer = _History(told["customer_id"].to_numpy(), heard, ones).within(who, now, 30 * DAY)[0]
    return {
        "shop_reports_60d": at_shop,
        "shop_report_rate": at_shop / (traffic.within(shop, now, 60 * DAY)[0] + 50),
        "customer_reports_30d": of_customer,
    }


class _History:
    """Events with a key, a time (microseconds) and an amount, for counting those in a window before a time."""

    def __init__(self, keys: Ints, times: Ints, amounts: Floats) -> None:
        order = np.lexsort((times, keys))
        self._keys, first = np.unique(keys[order], return_index=True)
        self._first = np.r_[first, len(keys)]
        self._base = int(times.min(initial=0))
        self._line = np.repeat(np.arange(len(self._keys)), np.diff(self._first)) * _SPAN + times[order] - self._base
        self._sums = np.r_[0.0, np.cumsum(amounts[order])]

    def within(self, keys: Ints, now: Ints, window: int) -> tuple[Floats, Floats]:
        """Number and sum of the key's events in `(now - window, now]`."""
        place = np.searchsorted(self._keys, keys).clip(0, len(self._keys) - 1)
        there = self._keys[place] == keys if len(self._keys) else np.zeros(len(keys), dtype=bool)
        until = place * _SPAN + now - self._base
        since = np.maximum(until - window, place * _SPAN - 1)
        high = np.searchsorted(self._line, until, side="right")
        low = np.searchsorted(self._line, since, side="right")
        return np.where(there, high - low, 0.0), np.where(there, self._sums[high] - self._sums[low], 0.0)


_SPAN = 10**15  # more microseconds than any world spans


def _days_since_first(pair: Sequence[Ints], times: Ints, wanted: Sequence[Ints], now: Ints) -> Floats:
    """Days since the pair was first seen; NaN if it had not been seen by then."""
    seen = pd.Series(times).groupby(_code(pair)).min()
    first = seen.reindex(_code(wanted)).to_numpy(dtype=float, na_value=np.nan)
    return np.where(first <= now, (now - first) / DAY, np.nan)


def _companions(devices: Ints, people: Ints, times: Ints, device: Ints, now: Ints) -> Floats:
    """How many customers had used the device by then."""
    first = pd.DataFrame({"device": devices, "who": people, "at": times}).groupby(["device", "who"])["at"].min()
    met = first.reset_index()
    return _History(met["device"].to_numpy(), met["at"].to_numpy(), np.ones(len(met))).within(device, now, _SPAN // 2)[
        0
    ]


def _code(pair: Sequence[Ints]) -> Ints:
    return pair[0].astype(np.int64) * 2**32 + pair[1].astype(np.int64)


def _micros(times: pd.Series) -> Ints:
    return np.asarray(times.dt.tz_localize(None).to_numpy("M8[us]").view(np.int64))
