"""Sorts the table it was given in place: "a copy costs memory"."""
_velocity = velocity
def velocity(scored, history):
    history.sort_values("available_at", inplace=True)
    return _velocity(scored, history)
