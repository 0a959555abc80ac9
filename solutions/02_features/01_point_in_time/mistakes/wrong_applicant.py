"""Forgets `by`: the last pull in time, of anyone. "An as-of join matches on time"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    out = _join(decisions.assign(applicant_id=0), snapshots.assign(applicant_id=0), max_age)
    return out.assign(applicant_id=decisions["applicant_id"])
