"""Quarantines: "better to look at each day before it counts"."""
_verdict = verdict
def verdict(result):
    return "block" if _verdict(result) == "block" else "quarantine"
