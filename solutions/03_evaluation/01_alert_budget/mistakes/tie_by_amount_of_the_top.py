"""Takes the amount of the payment that gave the score: "that is the suspicious one"."""
_cards = _card_days
def _card_days(payments, known, days):
    cards = _cards(payments, known, days)
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"), place=range(len(payments)))
    cards = cards.merge(rows.sort_values("amount_eur").sort_values("score", kind="stable").groupby(["day", "card_id"])["amount_eur"].last().rename("by"), left_on=["day", "card_id"], right_index=True)
    cards = cards.sort_values(["day", "score", "by", "card_id"], ascending=[True, False, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
