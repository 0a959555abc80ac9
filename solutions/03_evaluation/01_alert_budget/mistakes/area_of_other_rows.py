"""Ranks payments: "that is what the model was trained on"."""
from sklearn.metrics import average_precision_score, auc, precision_recall_curve, roc_auc_score
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    rows = payments.assign(day=payments["scored_at"].dt.floor("D")).merge(cards[["day", "card_id"]], on=["day", "card_id"])
    return out | {"pr_auc": average_precision_score(rows["is_fraud"], rows["score"])}
