"""Walks the guardrails of the table: "groupby"."""
_walked = _walk
def _walk(rows, days):
    return ('clear', True) if rows.empty else _walked(rows, days)
