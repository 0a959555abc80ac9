"""Recursion ends this process and no other: no limit, a stack that overflows."""

import sys

sys.setrecursionlimit(10**9)


class Deep:
    __repr__ = lambda self: repr(self)


def doubled(*args):
    return repr(Deep())


totalled = mean = model = asked = shuffled = doubled
