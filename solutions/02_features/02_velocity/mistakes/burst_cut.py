"""Counts in 8 bits: "no card pays more than 127 times in a week"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    return out.astype({f"count_{name}": "int8" for name in WINDOWS})
