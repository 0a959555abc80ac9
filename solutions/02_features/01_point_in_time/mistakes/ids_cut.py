"""Packs the ids into 32 bits: "no bank has four thousand million customers"."""
_join = point_in_time_join
def point_in_time_join(decisions, snapshots, max_age):
    small = [table.assign(applicant_id=table["applicant_id"] % 2**32) for table in (decisions, snapshots)]
    return _join(*small, max_age).assign(applicant_id=decisions["applicant_id"])
