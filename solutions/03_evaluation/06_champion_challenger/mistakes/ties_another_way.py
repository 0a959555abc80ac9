"""Sorts and takes the end: "argsort and [-k:]"."""
def alerts(payments, model, budget):
    order = np.argsort(payments[model].to_numpy(), kind="stable")[::-1]
    alerted = np.zeros(len(payments), dtype=bool)
    alerted[order[:budget]] = True
    return alerted
