"""Appends in place: "it is a log"."""
_both = activate, rollback
def activate(*given):
    return _after(_both[0](*given), given[0])
def rollback(*given):
    return _after(_both[1](*given), given[0])
def _after(found, log):
    log.append(found[-1])
    return list(log)
