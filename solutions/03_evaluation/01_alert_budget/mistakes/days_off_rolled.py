"""Gives payments of days off to the next working day: "somebody has to look at them"."""
_cards = _card_days


def _card_days(payments, known, days):
    day = payments["scored_at"].dt.floor("D")
    place = days.searchsorted(day)
    moved = payments[place < len(days)]
    return _cards(moved.assign(scored_at=days[place[place < len(days)]]), known, days)
