"""Keeps the last payment of the day: "the newest state of the card"."""
_cards = _card_days
def _card_days(payments, known, days):
    cards = _cards(payments, known, days).drop(columns=["score", "rank"])
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"))
    score = rows.sort_values("scored_at").groupby(["day", "card_id"])["score"].last()
    cards = cards.merge(score.rename("score"), left_on=["day", "card_id"], right_index=True)
    cards = cards.sort_values(["day", "score", "largest", "card_id"], ascending=[True, False, False, True])
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
