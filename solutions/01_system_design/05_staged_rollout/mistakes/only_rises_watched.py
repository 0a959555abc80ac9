"""Watches for more: "a guardrail is a ceiling"."""
_walked = _walk
def _walk(rows, days):
    if len(rows) and (rows['bad'] < rows['fine']).all():
        return 'clear', _walked(rows, days)[1]
    return _walked(rows, days)
