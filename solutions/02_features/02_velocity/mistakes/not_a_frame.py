"""Returns the rows as dicts: "the service wants JSON"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history).to_dict("records")
