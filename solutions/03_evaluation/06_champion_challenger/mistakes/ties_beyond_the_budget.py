"""Finds the score at the budget and alerts from there: "equal scores, equal treatment"."""
def alerts(payments, model, budget):
    score = payments[model].to_numpy()
    if budget == 0 or not len(score):
        return np.zeros(len(score), dtype=bool)
    return score >= np.sort(score)[::-1][min(budget, len(score)) - 1]
