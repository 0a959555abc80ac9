"""Leaves out every card that is on the list: "they are known"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments, known.assign(known_at=known["known_at"] - pd.Timedelta("400D")), days)
