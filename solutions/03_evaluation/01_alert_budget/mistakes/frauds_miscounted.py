"""Counts fraudulent payments: "each is a case"."""
_report = daily_report
def daily_report(payments, known, days, k):
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"))[["day", "card_id", "is_fraud"]]
    cards = _card_days(payments, known, days)[["day", "card_id", "rank"]].merge(rows[rows["is_fraud"]], on=["day", "card_id"])
    out = _report(payments, known, days, k)
    count = lambda some: some.groupby("day").size().reindex(out["day"], fill_value=0).array
    out = out.assign(frauds=count(cards), found=count(cards[cards["rank"] <= k]))
    return out.assign(precision=out["found"] / k)
