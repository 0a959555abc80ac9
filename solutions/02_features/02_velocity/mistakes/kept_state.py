"""Keeps the records without repeats for the next call, by the number of rows: "it is the same file all night"."""
_velocity, _kept = velocity, {}
def velocity(scored, history):
    if len(history) not in _kept:
        _kept[len(history)] = history.sort_values("available_at").drop_duplicates("transaction_id")
    return _velocity(scored, _kept[len(history)])
