"""Keeps ids as floats: "the join with missing values made them so"."""
_cards = _card_days
def _card_days(payments, known, days):
    short, told = (table.assign(card_id=table["card_id"].astype(float)) for table in (payments, known))
    cards = _cards(short, told, days)
    whole = payments.assign(short=short["card_id"]).drop_duplicates("short").set_index("short")["card_id"]
    return cards.assign(card_id=whole.loc[cards["card_id"]].array)
