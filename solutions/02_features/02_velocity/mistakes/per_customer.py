"""Counts by customer: "it is the person who pays"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.assign(card_id=scored["customer_id"]), history.assign(card_id=history["customer_id"]))
