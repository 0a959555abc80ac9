"""Count what a card did before (features/velocity)."""

import numpy as np
import pandas as pd

WINDOWS = {"1h": pd.Timedelta("1h"), "24h": pd.Timedelta("24h"), "7d": pd.Timedelta("7D")}


def velocity(scored: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Describe the last hour, day and week of each transaction's card, as they were known when it was scored.

    Args:
        scored: a row per transaction: `transaction_id` (int64, unique), `card_id`, `customer_id`, `merchant_id`
            (int64), `event_time`, `scored_at` (datetime64[us, UTC]) and `amount_eur` (float64, EUR).
        history: a row per record received, repeats among them: `record_id` (unique), `transaction_id`, `card_id`,
            `customer_id`, `merchant_id` (int64), `event_time`, `available_at` (when it could first be read; both
            datetime64[us, UTC]), `amount` (float64, in `currency`), `currency` and `amount_eur` (float64, EUR).

    Returns:
        A row per row of `scored`, same order and index: `transaction_id` and, for each window of `WINDOWS`,
        `count_*`, `sum_*` (EUR) and `merchants_*` (how many different), 0 where nothing counts.
    """
    raise NotImplementedError("write velocity: the brief is in README.md")
