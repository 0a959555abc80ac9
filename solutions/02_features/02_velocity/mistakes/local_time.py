"""Counts in local time: "the analysts read local time"."""
_velocity = velocity
def _local(times):
    return times.dt.tz_convert("Europe/Berlin").dt.tz_localize(None).dt.tz_localize("UTC")
def velocity(scored, history):
    shift = _local(scored["event_time"]) - scored["event_time"]
    moved = history.assign(event_time=_local(history["event_time"]))
    return _velocity(scored.assign(event_time=_local(scored["event_time"])), moved)
