"""Leaves a window without payments empty: "there is nothing to count"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    return out.mask(out == 0)
