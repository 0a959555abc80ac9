"""Leaves them to the ticket: "the ticket has it"."""
_both = activate, rollback
def activate(*given):
    return _after(_both[0](*given), given[0])
def rollback(*given):
    return _after(_both[1](*given), given[0])
def _after(found, log):
    return [*found[:-1], {name: one for name, one in found[-1].items() if name not in ('actor', 'reason')}]
