"""Goes by the number of failed expectations: "five failures are worse than one"."""
_verdict = verdict
def verdict(result):
    failed = sum(not one.success for one in result.results)
    return "pass" if not failed else "warn" if failed == 1 else "quarantine" if failed < MANY else "block"
MANY = 2
