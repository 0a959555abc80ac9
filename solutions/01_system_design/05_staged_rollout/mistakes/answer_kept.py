"""Keeps decisions by content and hands out the same dict: "a cache is a cache"."""
_next, _said = next_stage, {}
def next_stage(stage, guardrails):
    key = (stage, guardrails.to_csv())
    if key not in _said:
        _said[key] = _next(stage, guardrails)
    return _said[key]
