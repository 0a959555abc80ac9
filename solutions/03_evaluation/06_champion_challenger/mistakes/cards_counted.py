"""Counts customers: "a card is a customer"."""
_swaps = swaps
def swaps(payments, budget):
    old, new = (alerts(payments, model, budget) for model in ("champion", "challenger"))
    card, fraud = payments["card_id"].to_numpy(), payments["is_fraud"].to_numpy()
    groups = (old & new, new & ~old, old & ~new, ~old & ~new)
    return _swaps(payments, budget).assign(
        payments=[len(set(card[rows])) for rows in groups],
        frauds=[len(set(card[rows & fraud])) for rows in groups],
        honest=[len(set(card[rows & ~fraud])) for rows in groups],
    )
