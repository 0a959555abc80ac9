"""Ranks the alerts: "only those have outcomes"."""
from sklearn.metrics import average_precision_score, auc, precision_recall_curve, roc_auc_score
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    cards = cards[cards["rank"] <= k]
    return out | {"pr_auc": average_precision_score(cards["is_fraud"], cards["score"])}
