"""Sorts in place: "the caller will not mind"."""
_next = next_stage
def next_stage(stage, guardrails):
    guardrails.sort_values('day', inplace=True)
    return _next(stage, guardrails)
