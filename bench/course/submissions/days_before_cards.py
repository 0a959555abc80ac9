"""Sorts as a report is read: by day."""

import pandas as pd


def trailing_spend(payments, days):
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
    return table[known].sort_index(level=["day", "card_id"]).reset_index()
