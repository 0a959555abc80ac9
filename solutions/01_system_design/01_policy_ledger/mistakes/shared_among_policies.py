"""Lets the policies draw on one team: "there are only so many analysts"."""
_ledger = ledger
def ledger(decisions, policies, economics, review_capacity):
    parts, left = [_ledger(decisions, [], economics, review_capacity)], review_capacity
    for policy in policies:
        parts.append(_ledger(decisions, [policy], economics, left).iloc[1:])
        left = 0
    return pd.concat(parts, ignore_index=True)
