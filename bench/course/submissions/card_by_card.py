"""Right, one card after the other."""

import pandas as pd


def trailing_spend(payments, days):
    paid = payments.assign(day=payments["paid_at"].dt.floor("D"))
    paid["spend_eur"] = paid["amount_eur"].where(paid["approved"], 0.0)
    spend = paid.groupby(["card_id", "day"])["spend_eur"].sum()
    last = paid["day"].max()
    parts = []
    for card, own in spend.groupby("card_id"):
        own = own.droplevel("card_id")
        own = own.reindex(pd.date_range(own.index.min(), last, freq="D", name="day"), fill_value=0.0)
        trailing = own.shift(1, fill_value=0.0).rolling(days, min_periods=1).sum()
        parts.append(pd.DataFrame({"card_id": card, "spend_eur": own, "trailing_eur": trailing}).reset_index())
    if not parts:
        return spend.reset_index().assign(trailing_eur=0.0)
    return pd.concat(parts, ignore_index=True)
