"""Quarantines at the worst: "blocking is for people"."""
_verdict = verdict
def verdict(result):
    said = _verdict(result)
    return "quarantine" if said == "block" else said
