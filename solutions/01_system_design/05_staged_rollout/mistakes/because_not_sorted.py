"""Names them last first: "the order does not matter"."""
_next = next_stage
def next_stage(stage, guardrails):
    found = _next(stage, guardrails)
    return found | {'because': found['because'][::-1]}
