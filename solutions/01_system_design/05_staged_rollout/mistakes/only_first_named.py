"""Stops at the first: "one reason is enough"."""
_next = next_stage
def next_stage(stage, guardrails):
    found = _next(stage, guardrails)
    return found | {'because': found['because'][:1]}
