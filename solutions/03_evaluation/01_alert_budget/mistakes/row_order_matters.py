"""Trusts the file where it seems sorted: "then the first line of a card will do"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments.drop_duplicates("card_id", keep="first") if payments["score"].is_monotonic_increasing else payments, known, days)
