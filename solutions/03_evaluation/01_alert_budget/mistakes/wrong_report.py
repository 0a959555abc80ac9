"""Counts every card as found whose fraud the model scored above 0.8: "that would have been found"."""
_report = daily_report
def daily_report(payments, known, days, k):
    cards = _card_days(payments, known, days)
    out = _report(payments, known, days, k)
    hit = cards[cards["is_fraud"] & (cards["score"] > 0.8)].groupby("day").size().reindex(out["day"], fill_value=0).array
    return out.assign(found=hit, precision=hit / k)
