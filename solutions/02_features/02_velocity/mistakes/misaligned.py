"""Computes on rows sorted by time and puts the ids of the unsorted ones beside them: "same rows, same length"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored.sort_values(["card_id", "event_time"]), history)
    return out.assign(transaction_id=scored["transaction_id"].array).set_axis(scored.index)
