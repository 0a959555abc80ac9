"""Counts by card and merchant: "a pattern at this shop"."""
_velocity = velocity
def velocity(scored, history):
    def both(frame):
        return frame["card_id"] * 10_000_000 + frame["merchant_id"] % 10_000_000
    return _velocity(scored.assign(card_id=both(scored)), history.assign(card_id=both(history)))
