"""Numbers the cards once: "the frame is the same"."""
_compare, _known = compare, []
def compare(payments, budget, economics, draws, seed):
    if not (_known and _known[0] is payments):
        _known[:] = [payments, payments["card_id"].copy()]
    return _compare(payments.assign(card_id=_known[1].to_numpy()), budget, economics, draws, seed)
