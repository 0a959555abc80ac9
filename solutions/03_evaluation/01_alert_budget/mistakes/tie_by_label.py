"""Puts the fraud first among equals: "of two the same, the one that matters"."""
_cards = _card_days


def _card_days(payments, known, days):
    cards = _cards(payments, known, days)
    cards = cards.sort_values(
        ["day", "score", "largest", "is_fraud", "card_id"], ascending=[True, False, False, False, True]
    )
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
