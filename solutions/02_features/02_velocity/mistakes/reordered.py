"""Returns the rows by time: "a table has no order"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.sort_values("event_time"), history)
