"""Removes duplicates in the order of the file, before asking what had arrived: "clean first, then compute"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.sort_values("record_id").drop_duplicates("transaction_id"))
