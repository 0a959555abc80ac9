"""Takes all who share the last score: "it would not be fair otherwise"."""
def alert_queue(payments, known, days, k):
    cards = _card_days(payments, known, days)
    place = cards.groupby("day")["score"].rank(method="min", ascending=False)
    return cards.loc[place <= k, ["day", "card_id", "rank"]].reset_index(drop=True)
