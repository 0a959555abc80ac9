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
    # solution: begin
    day = payments["paid_at"].dt.floor("D").rename("day")
    paid = payments["amount_eur"].where(payments["approved"], 0.0).rename("spend_eur")
    spend = paid.groupby([payments["card_id"], day]).sum()
    if spend.empty:
        return spend.reset_index().assign(trailing_eur=0.0)
    calendar = pd.date_range(day.min(), day.max(), freq="D", name="day")
    every = spend.reindex(pd.MultiIndex.from_product([spend.index.levels[0], calendar]))
    known = every.notna().groupby("card_id").cummax()
    total = every.fillna(0.0).groupby("card_id").cumsum().groupby("card_id")
    trailing = total.shift(1, fill_value=0.0) - total.shift(days + 1, fill_value=0.0)
    table = pd.DataFrame({"spend_eur": every.fillna(0.0), "trailing_eur": trailing})
    return table[known].reset_index()
    # solution: end
