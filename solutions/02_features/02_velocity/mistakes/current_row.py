"""Counts the transaction itself, as rolling() does: "the window ends here"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    def both(frame):
        return frame["card_id"] * 10_000_000 + frame["merchant_id"] % 10_000_000
    paid_there = _velocity(scored.assign(card_id=both(scored)), history.assign(card_id=both(history)))
    for name in WINDOWS:
        out[f"count_{name}"] += 1
        out[f"sum_{name}"] += scored["amount_eur"]
        out[f"merchants_{name}"] += paid_there[f"count_{name}"] == 0
    return out
