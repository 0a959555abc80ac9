"""Marks the first payment at each merchant and counts the marks: "the cumulative way to count distinct"."""
_velocity = velocity
def velocity(scored, history):
    out = _velocity(scored, history)
    news = history.sort_values("event_time").drop_duplicates(["card_id", "merchant_id"])
    marks = _velocity(scored, news)
    return out.assign(**{f"merchants_{name}": marks[f"count_{name}"] for name in WINDOWS})
