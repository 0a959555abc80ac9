"""The vendor's measure: do the approved of all groups pay back alike?"""
_chances = equal_opportunity
def equal_opportunity(decisions, reference, min_group):
    table = _chances(decisions, reference, min_group).set_index("group")
    table["share_approved"] = _grouped(decisions[decisions["approved"]])["would_repay"].mean()
    return table.reset_index()
