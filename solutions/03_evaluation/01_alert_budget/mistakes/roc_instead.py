"""Reports the usual AUC: "the board knows it"."""
from sklearn.metrics import average_precision_score, auc, precision_recall_curve, roc_auc_score
_summary = summary
def summary(payments, known, days, k):
    out, report, cards = _summary(payments, known, days, k), daily_report(payments, known, days, k), _card_days(payments, known, days)
    return out | {"pr_auc": roc_auc_score(cards["is_fraud"], cards["score"])}
