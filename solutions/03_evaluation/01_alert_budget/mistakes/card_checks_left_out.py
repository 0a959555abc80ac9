"""Drops amounts of 0: "nothing can be lost there"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments[payments["amount_eur"] > 0], known, days)
