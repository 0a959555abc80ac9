"""Takes the highest of the whole period: "k a day, so k times the days in all"."""
def alert_queue(payments, known, days, k):
    cards = _card_days(payments, known, days).nlargest(k * len(days), "score").sort_values(["day", "rank"])
    return cards[["day", "card_id", "rank"]].reset_index(drop=True)
