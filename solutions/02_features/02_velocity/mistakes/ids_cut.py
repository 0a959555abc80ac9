"""Keeps card ids in 32 bits: "no card number of ours is that long, and it saves half the memory"."""
_velocity = velocity
def velocity(scored, history):
    def short(frame):
        return frame.assign(card_id=frame["card_id"].astype("int32"))
    return _velocity(short(scored), short(history))
