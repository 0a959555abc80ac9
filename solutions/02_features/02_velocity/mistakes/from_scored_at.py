"""Counts the windows back from the decision: "now is when I decide"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.assign(event_time=scored["scored_at"]), history)
