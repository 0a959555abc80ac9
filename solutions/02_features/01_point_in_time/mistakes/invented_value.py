"""Averages the utilisation of all pulls so far: "one measurement is noise"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    pulls = snapshots.sort_values("available_at")
    so_far = pulls.groupby("applicant_id")["utilisation"].expanding().mean().droplevel(0)
    return _join(decisions, pulls.assign(utilisation=so_far), max_age)
