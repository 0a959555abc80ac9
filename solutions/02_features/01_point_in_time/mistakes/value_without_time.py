"""Blanks event_time: "a date is not a feature"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    return _join(decisions, snapshots, max_age).assign(
        event_time=pd.Series(pd.NaT, decisions.index, dtype="datetime64[us, UTC]")
    )
