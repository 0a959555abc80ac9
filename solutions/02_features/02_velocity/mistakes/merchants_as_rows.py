"""Counts the merchants of all rows: "one payment, one merchant"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    return out.assign(**{f"merchants_{name}": out[f"count_{name}"] for name in WINDOWS})
