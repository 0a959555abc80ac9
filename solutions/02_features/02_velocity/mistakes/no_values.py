"""Meets the history by transaction_id: "that is the key of both tables"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.assign(card_id=scored["transaction_id"]), history.assign(card_id=history["transaction_id"]))
