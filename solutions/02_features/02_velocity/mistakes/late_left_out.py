"""Drops what came more than an hour late: "bad clocks"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history[history["available_at"] - history["event_time"] <= pd.Timedelta("1h")])
