"""Blocks or writes a ticket: "quarantine is too much work"."""
_verdict = verdict
def verdict(result):
    said = _verdict(result)
    return "warn" if said == "quarantine" else said
