"""Returns ids in 32 bits: "half the memory"."""
_queue = alert_queue
def alert_queue(payments, known, days, k):
    out = _queue(payments, known, days, k)
    return out.assign(card_id=out["card_id"].astype("int32"))
