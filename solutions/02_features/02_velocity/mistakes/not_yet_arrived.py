"""Counts by when it happened: "it was true by then"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.assign(available_at=history["event_time"]))
