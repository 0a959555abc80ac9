"""Written for a pandas that had append."""

import pandas as pd


def trailing_spend(payments, days):
    table = pd.DataFrame(columns=["card_id", "day", "spend_eur", "trailing_eur"])
    for (card, day), own in payments.groupby(["card_id", payments["paid_at"].dt.floor("D")]):
        table = table.append({"card_id": card, "day": day, "spend_eur": own["amount_eur"].sum()}, ignore_index=True)
    return table.fillna({"trailing_eur": 0.0}).astype({"trailing_eur": float}).rename_axis(days)
