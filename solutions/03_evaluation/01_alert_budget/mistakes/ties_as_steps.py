"""Goes through the cards one by one: "the n-th alert has that precision"."""
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    hits = cards.sort_values("score", ascending=False, kind="stable")["is_fraud"].to_numpy()
    return out | {"pr_auc": (hits.cumsum() / (np.arange(len(hits)) + 1))[hits].mean()}
