"""Returns transactions with a history only: "the others have no features"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    return out[out["count_7d"] > 0]
