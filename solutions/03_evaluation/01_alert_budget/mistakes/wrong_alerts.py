"""Leaves out what is scored from four in the afternoon on: "the team goes home then"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments[payments["scored_at"].dt.hour < 16], known, days)
