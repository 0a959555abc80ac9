"""Writes an entry for leaving and one for coming: "two things happened"."""
_both = activate, rollback
def activate(*given):
    return _after(_both[0](*given), given[0])
def rollback(*given):
    return _after(_both[1](*given), given[0])
def _after(found, log):
    return [*found, found[-1]]
