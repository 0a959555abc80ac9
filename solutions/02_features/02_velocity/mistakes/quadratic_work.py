"""Filters all records of the card for every transaction: "numpy is fast"."""
def _pairs(scored, records, window):
    of_card = records.groupby("card_id").indices
    at, happened = (frame["event_time"].astype("int64").to_numpy() for frame in (scored, records))
    own, w = {card: (rows, happened[rows]) for card, rows in of_card.items()}, window // pd.Timedelta("1us")
    rows, found = [np.empty(0, int)], [np.empty(0, int)]
    for row, (card, t) in enumerate(zip(scored["card_id"].tolist(), at.tolist())):
        theirs, then = own.get(card, (np.empty(0, int), np.empty(0, int)))
        near = theirs[(then >= t - w) & (then < t)]
        rows.append(np.full(len(near), row))
        found.append(near)
    return pd.DataFrame({"row": np.concatenate(rows), "record": np.concatenate(found)})
