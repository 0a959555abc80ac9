"""Checks the data first: "no decision on incomplete data"."""
_next, _walked = next_stage, _walk
_gaps = []
def _walk(rows, days):
    found = _walked(rows, days)
    _gaps.append(not found[1])
    return found
def next_stage(stage, guardrails):
    _gaps.clear()
    found = _next(stage, guardrails)
    if not any(_gaps) or found['move'] != 'roll_back':
        return found
    names = [name for name, gap in zip(REQUIRED, _gaps) if gap and name not in found['because']]
    return {'percent': stage, 'move': 'hold', 'because': names}
