"""Compares whole seconds: "the log has no more"."""
_velocity = velocity
def velocity(scored, history):
    seconds = [frame.assign(event_time=frame["event_time"].dt.floor("s")) for frame in (scored, history)]
    return _velocity(*seconds)
