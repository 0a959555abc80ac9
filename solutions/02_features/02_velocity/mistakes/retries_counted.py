"""Counts records: "a row is a payment"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.assign(transaction_id=history["record_id"] + 10**15))
