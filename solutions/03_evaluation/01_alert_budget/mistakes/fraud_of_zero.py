"""Tells fraud by its amount: "no loss, no fraud"."""
_cards = _card_days
def _card_days(payments, known, days):
    cards = _cards(payments, known, days)
    return cards.assign(is_fraud=cards["fraud_eur"] > 0)
