"""Warns: "someone will look at it"."""
_verdict = verdict
def verdict(result):
    return "warn"
