"""Drops what is older than half a year as of the newest record: "nobody needs that any more"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history[history["event_time"] > history["available_at"].max() - pd.Timedelta("180D")])
