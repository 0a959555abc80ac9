"""Drops amounts of 0 and below: "those are no purchases"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history[history["amount_eur"] > 0])
