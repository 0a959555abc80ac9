"""Qualified and approved, as a share of the group."""
_chances = equal_opportunity
def equal_opportunity(decisions, reference, min_group):
    table = _chances(decisions, reference, min_group)
    return table.assign(share_approved=table["share_approved"] * table["qualified"] / table["n"])
