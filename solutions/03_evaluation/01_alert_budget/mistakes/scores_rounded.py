"""Holds scores in 32 bits: "the model computes in float32 anyway"."""
_cards = _card_days
def _card_days(payments, known, days):
    return _cards(payments.assign(score=payments["score"].astype("float32")), known, days)
