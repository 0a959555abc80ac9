"""What every payments world shows, whatever its seed: the situations that tell right code from wrong."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from signoff.worlds.payments.config import TYPOLOGIES
from signoff.worlds.payments.world import PaymentsWorld

Finder = Callable[[PaymentsWorld], int]


def _first(world: PaymentsWorld) -> pd.DataFrame:
    """The decided record of each transaction with its decision and its truth."""
    decided = world.decisions.merge(world.truth.outcomes, on="transaction_id", validate="one_to_one")
    records = world.transactions.drop(columns="transaction_id")
    return decided.merge(records, on="record_id", validate="one_to_one")


def _ties(world: PaymentsWorld) -> int:
    first = world.transactions.drop_duplicates("transaction_id")
    return int(first.duplicated(["card_id", "event_time"]).sum())


def _retries(world: PaymentsWorld, *, same: bool) -> int:
    records = world.transactions
    first = records.drop_duplicates("transaction_id").set_index("transaction_id")["amount"]
    again = records[records.duplicated("transaction_id")]
    return int(((again["amount"].to_numpy() == first.loc[again["transaction_id"]].to_numpy()) == same).sum())


def _overtaken(world: PaymentsWorld) -> int:
    """Records that arrive after a later purchase with the same card was scored."""
    records = world.transactions.drop_duplicates("transaction_id").sort_values(["card_id", "event_time"])
    following = records.groupby("card_id")[["event_time", "scored_at"]].shift(-1)
    later = following["event_time"] > records["event_time"]
    return int((later & (following["scored_at"] < records["available_at"])).sum())


def _on_the_edge(window: str) -> Finder:
    """Purchases exactly so long after another with the same card."""

    def find(world: PaymentsWorld) -> int:
        first = world.transactions.drop_duplicates("transaction_id")[["card_id", "event_time"]].drop_duplicates()
        later = first.assign(event_time=first["event_time"] + pd.Timedelta(window))
        return len(first.merge(later, on=["card_id", "event_time"], validate="one_to_one"))

    return find


def _readable_first(world: PaymentsWorld) -> int:
    """Retries that could be read before the record they repeat."""
    records = world.transactions.sort_values("scored_at")
    first = records.drop_duplicates("transaction_id").set_index("transaction_id")["available_at"]
    again = records[records.duplicated("transaction_id")]
    return int((again["available_at"].to_numpy() < first.loc[again["transaction_id"]].to_numpy()).sum())


def _replaced(world: PaymentsWorld) -> int:
    """Honest transactions with a card that replaced a blocked one."""
    cards = world.cards.merge(world.customers, on="customer_id", validate="many_to_one")
    new = cards.loc[cards["issued_at"] > cards["joined_at"], "card_id"]
    honest = world.truth.outcomes.loc[~world.truth.outcomes["is_fraud"], "transaction_id"]
    used = world.transactions[world.transactions["card_id"].isin(new)]
    return int(used["transaction_id"].isin(honest).sum())


def _reported(world: PaymentsWorld) -> pd.DataFrame:
    return world.reports.merge(world.truth.outcomes, on="transaction_id", validate="one_to_one")


def _reviewed(world: PaymentsWorld, verdict: str, *, fraud: bool) -> int:
    seen = world.reviews.merge(world.truth.outcomes, on="transaction_id", validate="one_to_one")
    return int(((seen["verdict"] == verdict) & (seen["is_fraud"] == fraud)).sum())


def _stepped(world: PaymentsWorld, outcome: str, *, fraud: bool) -> int:
    asked = world.step_ups.merge(world.truth.outcomes, on="transaction_id", validate="one_to_one")
    return int(((asked["outcome"] == outcome) & (asked["is_fraud"] == fraud)).sum())


def _unreported(world: PaymentsWorld) -> int:
    first = _first(world)
    return int((first["is_fraud"] & first["authorised"] & first["would_be_reported"].isna()).sum())


def _shared_devices(world: PaymentsWorld) -> int:
    honest = world.truth.outcomes.loc[~world.truth.outcomes["is_fraud"], "transaction_id"]
    used = world.transactions[world.transactions["transaction_id"].isin(honest)].dropna(subset="device_id")
    people = used[["device_id", "customer_id"]].drop_duplicates()
    return int(people["device_id"].value_counts().gt(1).sum())


def _skimmed(world: PaymentsWorld) -> int:
    """Honest purchases at the merchant at which the card was read, before it was used."""
    held = world.truth.compromises.merge(world.truth.campaigns, on=["campaign_id", "typology"], validate="many_to_one")
    held = held[held["typology"] == "compromised_merchant"]
    keys = ["customer_id", "merchant_id", "event_time"]
    wanted = held.rename(columns={"target_merchant_id": "merchant_id", "compromised_at": "event_time"})[keys]
    there = world.transactions[keys].drop_duplicates()
    return len(wanted.astype({"merchant_id": "int64"}).merge(there, on=keys, validate="many_to_one"))


def _typology(name: str) -> Finder:
    return lambda world: int((world.truth.outcomes["typology"] == name).sum())


CASES: dict[str, Finder] = {
    "two purchases with one card in the same second": _ties,
    "a retry with the same payload": lambda world: _retries(world, same=True),
    "a retry with another amount": lambda world: _retries(world, same=False),
    "a purchase exactly an hour after another": _on_the_edge("1h"),
    "a purchase exactly a day after another": _on_the_edge("1D"),
    "a purchase exactly a week after another": _on_the_edge("7D"),
    "a retry that can be read before the first record": _readable_first,
    "a record that arrives after a later one was scored": _overtaken,
    "a card scored for the first time": lambda world: world.transactions["card_id"].nunique(),
    "a decision by the rules while the model was away": lambda world: int(
        (world.decisions["source"] == "fallback").sum()
    ),
    "an intervention waived at random": lambda world: int(
        ((world.decisions["source"] == "exploration") & (world.decisions["propensity"] < 1)).sum()
    ),
    "a declined fraud": lambda world: int((_first(world)["is_fraud"] & (_first(world)["action"] == "decline")).sum()),
    "a declined honest customer": lambda world: int(
        (~_first(world)["is_fraud"] & (_first(world)["action"] == "decline")).sum()
    ),
    "a fraud that an analyst found": lambda world: _reviewed(world, "fraud", fraud=True),
    "a fraud that an analyst cleared": lambda world: _reviewed(world, "honest", fraud=True),
    "an honest customer whom an analyst suspected": lambda world: _reviewed(world, "fraud", fraud=False),
    "an honest customer who gave up at the step-up": lambda world: _stepped(world, "abandoned", fraud=False),
    "a fraudster who passed the step-up": lambda world: _stepped(world, "passed", fraud=True),
    "a fraud reported by a call": lambda world: int(
        (_reported(world)["is_fraud"] & (_reported(world)["road"] == "call")).sum()
    ),
    "a fraud reported by a chargeback": lambda world: int(
        (_reported(world)["is_fraud"] & (_reported(world)["road"] == "chargeback")).sum()
    ),
    "an authorised fraud that nobody reports": _unreported,
    "an authorised fraud not yet reported": lambda world: int(
        (
            _first(world)["authorised"]
            & (_first(world)["would_be_reported_at"] >= pd.Timestamp(world.config.end, tz="UTC"))
        ).sum()
    ),
    "a call about an honest purchase": lambda world: int(
        (~_reported(world)["is_fraud"] & (_reported(world)["road"] == "call")).sum()
    ),
    "a dispute of an honest purchase": lambda world: int((~_reported(world)["is_fraud"]).sum()),
    "a reversed dispute": lambda world: int(world.reports["reversed_at"].notna().sum()),
    "an honest purchase at which a card was read": _skimmed,
    "a purchase with a replaced card": _replaced,
    "a device that a family shares": _shared_devices,
    "an amount lowered to stay below the limit": lambda world: int(world.truth.outcomes["adapted"].sum()),
    "a purchase abroad in another currency": lambda world: int((world.transactions["currency"] != "EUR").sum()),
    **{f"fraud of the kind {name}": _typology(name) for name in TYPOLOGIES},
}
"""Each with a function that counts it in a world; tests hold all of them at many seeds of the preset `small`."""


def missing(world: PaymentsWorld) -> list[str]:
    """The cases that a world does not show."""
    counts = np.array([find(world) for find in CASES.values()])
    return [name for name, count in zip(CASES, counts, strict=True) if count == 0]
