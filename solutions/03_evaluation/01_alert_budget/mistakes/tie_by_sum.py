"""Adds the amounts up: "what the card spent that day"."""
_cards = _card_days
def _card_days(payments, known, days):
    cards = _cards(payments, known, days)
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"), place=range(len(payments)))
    cards = cards.merge(rows.groupby(["day", "card_id"])["amount_eur"].sum().rename("by"), left_on=["day", "card_id"], right_index=True)
    cards = cards.sort_values(["day", "score", "by", "card_id"], ascending=[True, False, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
