"""Ranks by sorting: "a rank is a place in the order"."""
def roc_auc_score(outcome, predicted):
    rank, yes = np.argsort(np.argsort(predicted, kind="stable")) + 1, outcome.sum()
    return (rank[outcome].sum() - yes * (yes + 1) / 2) / (yes * (len(outcome) - yes))
