"""Walks the guardrails it finds: "groupby does the rest"."""
# diagnosis: absent-taken-as-fine
_walked = _walk
def _walk(rows, days):
    return ("clear", True) if rows.empty else _walked(rows, days)
