"""Filters the list of alerts at the end: "the analysts skip what they know"."""
def alert_queue(payments, known, days, k):
    left, every = _card_days(payments, known, days), _card_days(payments, known[:0], days)
    alerts = every[every["rank"] <= k].merge(left[["day", "card_id"]], on=["day", "card_id"])
    return alerts.assign(rank=alerts.groupby("day").cumcount() + 1)[["day", "card_id", "rank"]]
