"""Compares whole cents: "money has no more"."""
_cards = _card_days


def _card_days(payments, known, days):
    cards = _cards(payments, known, days).assign(cents=lambda table: (table["largest"] * 100).round())
    cards = cards.sort_values(["day", "score", "cents", "card_id"], ascending=[True, False, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
