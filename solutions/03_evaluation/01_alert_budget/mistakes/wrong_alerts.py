"""Ranks by what may be lost: "score times amount is the expected loss"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments.assign(score=payments["score"] * payments["amount_eur"]), known, days)
