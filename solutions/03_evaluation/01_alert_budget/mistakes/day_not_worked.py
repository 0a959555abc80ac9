"""Ranks every day there is: "fraud does not rest"."""
def alert_queue(payments, known, days, k):
    every = pd.DatetimeIndex(payments["scored_at"].dt.floor("D").unique())
    cards = _card_days(payments, known, every)
    return cards.loc[cards["rank"] <= k, ["day", "card_id", "rank"]].reset_index(drop=True)
