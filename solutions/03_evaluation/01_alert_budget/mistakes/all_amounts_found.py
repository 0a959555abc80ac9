"""Adds up all that the found cards paid: "the card was stopped"."""
_report = daily_report
def daily_report(payments, known, days, k):
    rows = payments.assign(day=payments["scored_at"].dt.floor("D"))[["day", "card_id", "amount_eur"]]
    cards = _card_days(payments, known, days)
    cards = cards[(cards["rank"] <= k) & cards["is_fraud"]][["day", "card_id"]].merge(rows, on=["day", "card_id"])
    out = _report(payments, known, days, k)
    return out.assign(found_eur=cards.groupby("day")["amount_eur"].sum().reindex(out["day"], fill_value=0.0).array)
