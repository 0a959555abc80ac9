"""Sums `amount`: "that is the amount"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.assign(amount_eur=history["amount"]))
