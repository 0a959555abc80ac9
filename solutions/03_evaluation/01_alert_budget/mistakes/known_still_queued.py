"""Ignores the list: "the model should find them, too"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments, known[:0], days)
