"""Blocks: "no data is better than wrong data"."""
_verdict = verdict
def verdict(result):
    return "block"
