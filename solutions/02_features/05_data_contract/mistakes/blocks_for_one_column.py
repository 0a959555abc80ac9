"""Blocks as soon as the result is no success: "a contract is kept or broken"."""
_verdict = verdict
def verdict(result):
    return "pass" if result.success else "block"
