"""Copies the list: "a new list"."""
_both = activate, rollback
def activate(*given):
    return _after(_both[0](*given), given[0])
def rollback(*given):
    return _after(_both[1](*given), given[0])
def _after(found, log):
    return [*log, found[-1]]
