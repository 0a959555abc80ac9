"""Looks whether the alerted payment is the fraud: "that is what the analyst sees"."""
_report = daily_report
def daily_report(payments, known, days, k):
    rows = payments.assign(day=payments["scored_at"].dt.floor("D")).sort_values("score", ascending=False).drop_duplicates(["day", "card_id"])
    cards = _card_days(payments, known, days).drop(columns="is_fraud").merge(rows[["day", "card_id", "is_fraud"]], on=["day", "card_id"])
    cards = cards[cards["is_fraud"]]
    out = _report(payments, known, days, k)
    count = lambda some: some.groupby("day").size().reindex(out["day"], fill_value=0).array
    out = out.assign(frauds=count(cards), found=count(cards[cards["rank"] <= k]))
    return out.assign(precision=out["found"] / k)
