"""Steps down one stage: "gently"."""
_next = next_stage
def next_stage(stage, guardrails):
    found = _next(stage, guardrails)
    if found['move'] == 'roll_back':
        found['percent'] = STAGES[max(STAGES.index(stage) - 1, 0)]
    return found
