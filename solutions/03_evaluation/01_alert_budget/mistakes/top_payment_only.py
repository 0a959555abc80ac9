"""Counts the alerted payment's amount as found: "that is what was alerted"."""
_report = daily_report


def daily_report(payments, known, days, k):
    cards = _card_days(payments, known, days)
    rows = payments.assign(day=payments["scored_at"].dt.floor("D")).sort_values("score", ascending=False)
    tops = rows.drop_duplicates(["day", "card_id"])
    tops = tops[tops["is_fraud"]].merge(cards.loc[cards["rank"] <= k, ["day", "card_id"]], on=["day", "card_id"])
    out = _report(payments, known, days, k)
    return out.assign(found_eur=tops.groupby("day")["amount_eur"].sum().reindex(out["day"], fill_value=0.0).array)
