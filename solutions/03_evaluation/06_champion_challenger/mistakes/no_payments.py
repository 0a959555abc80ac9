"""Cuts at the k-th score: "there is always one"."""
def alerts(payments, model, budget):
    ranked = payments.reset_index(drop=True).sort_values([model, "payment_id"], ascending=[False, True])
    last = ranked.iloc[min(budget, len(ranked)) - 1] if budget else None
    return np.isin(np.arange(len(payments)), ranked.index[:budget])
