"""Nested exception groups, a cause that is its own cause, and a control-flow exception are errors like any other."""


def doubled(*args):
    group = ValueError("one")
    for depth in range(500):
        group = BaseExceptionGroup(f"level {depth}", [group, KeyboardInterrupt()])
    group.__cause__ = group.__context__ = group
    raise group


def totalled(*args):
    raise GeneratorExit


def mean(*args):
    raise StopIteration("passed")


def model(*args):
    raise KeyboardInterrupt


asked = shuffled = doubled
