"""Leaves the arrival time in the table: "one more column cannot hurt"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    arrival = snapshots.drop_duplicates(["applicant_id", "event_time"])[["applicant_id", "event_time", "available_at"]]
    out = _join(decisions, snapshots, max_age)
    return out.merge(arrival, on=["applicant_id", "event_time"], how="left").set_axis(out.index)
