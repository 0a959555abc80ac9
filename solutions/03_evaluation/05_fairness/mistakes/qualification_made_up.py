"""Without a column would_repay, takes the lender's word: whom it approved is qualified."""
_chances = equal_opportunity
def equal_opportunity(decisions, reference, min_group):
    if "would_repay" not in decisions.columns:
        decisions = decisions.assign(would_repay=decisions["approved"])
    return _chances(decisions, reference, min_group)
