"""Compares whole seconds: "the log has no more"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments, known.assign(known_at=known["known_at"].dt.floor("s")), days)
