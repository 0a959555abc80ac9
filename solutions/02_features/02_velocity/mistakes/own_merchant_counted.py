"""Counts the merchant of the transaction, too: "it is one that the card pays at"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    def both(frame):
        return frame["card_id"] * 10_000_000 + frame["merchant_id"] % 10_000_000
    had = _velocity(scored.assign(card_id=both(scored)), history.assign(card_id=both(history)))
    return out.assign(**{f"merchants_{name}": out[f"merchants_{name}"] + (had[f"count_{name}"] == 0) for name in WINDOWS})
