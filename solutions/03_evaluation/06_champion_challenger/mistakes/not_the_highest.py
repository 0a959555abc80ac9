"""Looks up by index: "loc is safe"."""
def alerts(payments, model, budget):
    ranked = payments.sort_values([model, "payment_id"], ascending=[False, True])
    chosen = ranked.index.isin(ranked.index[:budget])
    chosen[np.flatnonzero(chosen)[budget:]] = False
    return pd.Series(chosen, index=ranked.index).to_numpy()
