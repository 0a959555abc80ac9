"""Uses what could be read at the event: "that is when it happened"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.assign(scored_at=scored["event_time"]), history)
