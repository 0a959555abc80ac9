"""Alerts from 0.5 on: "below that the model says honest"."""
def alert_queue(payments, known, days, k):
    cards = _card_days(payments, known, days)
    return cards.loc[(cards["rank"] <= k) & (cards["score"] >= 0.5), ["day", "card_id", "rank"]].reset_index(drop=True)
