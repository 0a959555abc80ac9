"""Takes what was told before: "not in the same instant"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments, known.assign(known_at=known["known_at"] + pd.Timedelta("1us")), days)
