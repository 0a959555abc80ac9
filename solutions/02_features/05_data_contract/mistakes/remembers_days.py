"""Forgives the first bad day: "one is chance, two are a fault"."""
_verdict = verdict
def verdict(result):
    said = _verdict(result)
    SEEN.append(said)
    return said if SEEN.count("quarantine") + SEEN.count("block") > 1 else "pass"
SEEN = []
