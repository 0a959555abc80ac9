"""Sorts upwards: "argsort, then the first"."""
def alerts(payments, model, budget):
    order = np.lexsort((payments["payment_id"].to_numpy(), payments[model].to_numpy()))
    alerted = np.zeros(len(payments), dtype=bool)
    alerted[order[:budget]] = True
    return alerted
