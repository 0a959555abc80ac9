"""Qualified is who repaid, as the books show."""
_chances = equal_opportunity
def equal_opportunity(decisions, reference, min_group):
    if "would_repay" in decisions.columns:
        decisions = decisions.assign(would_repay=decisions["repaid"].fillna(False).astype(bool))
    return _chances(decisions, reference, min_group)
