"""Breaks ties by card id: "any fixed rule will do"."""
_cards = _card_days
def _card_days(payments, known, days):
    cards = _cards(payments, known, days).sort_values(["day", "score", "card_id"], ascending=[True, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
