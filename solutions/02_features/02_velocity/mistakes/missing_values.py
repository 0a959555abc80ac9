"""Leaves out what is rare: "less than three in a week is noise"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    return out.mask(out["count_7d"] < 3)[["transaction_id"]].join(out.drop(columns="transaction_id").mask(out["count_7d"] < 3)).assign(transaction_id=out["transaction_id"])
