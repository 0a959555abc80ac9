"""Takes the same card, second, shop and amount for a duplicate: "who pays twice at once?"."""
_velocity = velocity
def velocity(scored, history):
    return _velocity(scored, history.sort_values("available_at").drop_duplicates(["card_id", "event_time", "merchant_id", "amount"]))
