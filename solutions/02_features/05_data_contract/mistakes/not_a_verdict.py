"""Says what the library says: "success is all there is to know"."""
_verdict = verdict
def verdict(result):
    return "ok" if result.success else "failed"
