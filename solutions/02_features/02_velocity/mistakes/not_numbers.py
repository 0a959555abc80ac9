"""Returns Python objects: "apply gave me that"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history).astype({"sum_1h": object})
