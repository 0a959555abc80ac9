"""Ranks payments: "a payment is what the model scores"."""
def alert_queue(payments, known, days, k):
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"))
    rows = rows.merge(_card_days(payments, known, days)[["day", "card_id"]], on=["day", "card_id"])
    rows = rows.sort_values(["day", "score", "amount_eur", "card_id"], ascending=[True, False, False, True])
    rows = rows.groupby("day").head(k).drop_duplicates(["day", "card_id"])
    return rows.assign(rank=rows.groupby("day").cumcount() + 1)[["day", "card_id", "rank"]]
