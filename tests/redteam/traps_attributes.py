"""Traps that spring when they are looked at: attributes without end, reduction, deletion, formatting."""

import os


class Trap:
    def __getattr__(self, name):
        return Trap()

    def __reduce__(self):
        return os.system, ("touch /tmp/redteam-traps_attributes",)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __del__ = lambda self: print("gone")
    __format__ = __repr__ = __str__ = lambda self, *args: 1 / 0
    __iter__ = lambda self: self
    __next__ = lambda self: Trap()
    __len__ = lambda self: -1
    __hash__ = lambda self: 1 / 0


def doubled(*args):
    return Trap()


totalled = mean = model = asked = shuffled = doubled
