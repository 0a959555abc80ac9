"""Compares whole seconds: "the log has no more"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored.assign(scored_at=scored["scored_at"].dt.floor("s")), history.assign(available_at=history["available_at"].dt.floor("s")))
