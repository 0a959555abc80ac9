"""Looks at whatever is measured: "defaults are what counts in credit"."""
_next = next_stage
def next_stage(stage, guardrails):
    global REQUIRED
    before, REQUIRED = REQUIRED, tuple(sorted(set(REQUIRED) | set(guardrails['guardrail'])))
    try:
        return _next(stage, guardrails)
    finally:
        REQUIRED = before
