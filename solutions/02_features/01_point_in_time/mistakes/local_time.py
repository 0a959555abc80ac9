"""Compares in local time: "risk reads its reports in local time"."""
_join = point_in_time_join
def _local(times):
    return times.dt.tz_convert("Europe/Berlin").dt.tz_localize(None).dt.tz_localize("UTC")
def point_in_time_join(decisions, snapshots, max_age):
    pulls = snapshots.assign(available_at=_local(snapshots["available_at"]))
    out = _join(decisions.assign(decided_at=_local(decisions["decided_at"])), pulls, max_age)
    return out.assign(decided_at=decisions["decided_at"])
