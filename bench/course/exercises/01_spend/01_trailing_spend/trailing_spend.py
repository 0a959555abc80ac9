"""Spend of the days before (spend/trailing_spend)."""

import pandas as pd


def trailing_spend(payments: pd.DataFrame, days: int) -> pd.DataFrame:
    """Each card's spend on each calendar day, and over the days before it.

    Args:
        payments: a row per payment: `card_id` (int64), `paid_at` (datetime64[us, UTC]), `amount_eur` (float64) and
            `approved` (bool).
        days: the length of the window in calendar days.

    Returns:
        `card_id`, `day`, `spend_eur` and `trailing_eur`, sorted by card and day.
    """
    raise NotImplementedError("write trailing_spend: the brief is in README.md")
