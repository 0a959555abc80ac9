"""Remembers by the shape: "the same table again"."""
_next, _said = next_stage, {}
def next_stage(stage, guardrails):
    key = (stage, tuple(guardrails.index), tuple(guardrails["guardrail"]))
    if key not in _said:
        _said[key] = _next(stage, guardrails)
    return {name: list(one) if isinstance(one, list) else one for name, one in _said[key].items()}
