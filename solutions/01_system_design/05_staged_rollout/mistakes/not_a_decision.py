"""Returns percent and move: "the reasons are in the log"."""
_next = next_stage
def next_stage(stage, guardrails):
    found = _next(stage, guardrails)
    return found['percent'], found['move']
