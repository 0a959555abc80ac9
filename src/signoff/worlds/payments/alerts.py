"""What a fraud team's queue is filled from: scored payments, the cards that are known compromised, the days worked."""

from dataclasses import dataclass

import pandas as pd

from signoff.worlds.draw import stream
from signoff.worlds.payments.config import PRESETS
from signoff.worlds.payments.world import simulate


@dataclass(frozen=True)
class AlertBook:
    """Four months of a small payments world; times are datetime64[us, UTC].

    `payments` has payment_id, card_id (int64), scored_at, score, amount_eur (float64, EUR) and is_fraud (bool), under an
    index that is not sorted; `known` has card_id and known_at, a row per message that a card is compromised; `days` are
    midnights, without Sundays.
    """

    payments: pd.DataFrame
    known: pd.DataFrame
    days: pd.DatetimeIndex


def alert_book(seed: int) -> AlertBook:
    """The payments that the model scored, with their outcomes, and the blocked cards; the same seed gives the same book."""
    world = simulate(PRESETS["small"], seed)
    scored = world.decisions.dropna(subset="score")
    outcomes = world.truth.outcomes[["transaction_id", "is_fraud"]]
    records = world.transactions[["record_id", "card_id", "scored_at", "amount_eur"]]
    payments = scored[["transaction_id", "record_id", "score"]].merge(outcomes, on="transaction_id", validate="1:1")
    payments = payments.merge(records, on="record_id", validate="1:1").rename(columns={"transaction_id": "payment_id"})
    payments = payments[["payment_id", "card_id", "scored_at", "score", "amount_eur", "is_fraud"]]
    blocked = world.cards.dropna(subset="blocked_at")[["card_id", "blocked_at"]]
    known = blocked.rename(columns={"blocked_at": "known_at"}).reset_index(drop=True)
    config = world.config
    every = pd.date_range(config.start, config.end, freq="D", tz="UTC", inclusive="left", unit="us")
    order = stream(seed, "payments", "alerts").permutation(len(payments))
    return AlertBook(payments.iloc[order], known, every[every.weekday != 6])
