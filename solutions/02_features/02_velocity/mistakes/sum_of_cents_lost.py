"""Sums whole EUR: "cents do not matter to fraud"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.assign(amount_eur=history["amount_eur"].round()))
