"""Skips the sort where the file seems to be sorted: "it is in the order in which it came"."""
_velocity = velocity
def velocity(scored, history):
    if history["record_id"].is_monotonic_increasing:
        history = history.drop_duplicates("transaction_id")
    return _velocity(scored, history)
