"""Joins the list by a float: "the export has missing values, so the column is one"."""
_cards = _card_days
def _card_days(payments, known, days):
    since = known.assign(card_id=known["card_id"].astype(float)).groupby("card_id")["known_at"].min()
    cards = _cards(payments, known[:0], days)
    gone = since.reindex(cards["card_id"].astype(float)).array <= cards["day"].array
    cards = cards[~np.asarray(gone)]
    return cards.assign(rank=cards.groupby("day").cumcount() + 1)
