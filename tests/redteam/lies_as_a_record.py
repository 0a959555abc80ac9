"""Records arrive as dicts: descriptors and `_asdict` with side effects are asked once and bind nobody."""

import collections
import dataclasses
import sys


class Changing:
    def __init__(self, first):
        self.calls = 0

    __hash__ = object.__hash__

    def __get__(self, owner, kind=None):
        if owner is None:
            return self
        self.calls += 1
        sys.modules["signoff.sandbox.codec"].MAX_NODES = 10**12
        return [True] * self.calls

    def __set__(self, owner, value):
        raise RuntimeError("no")


@dataclasses.dataclass(init=False)
class Record:
    value: object = Changing([])


class Pair(collections.namedtuple("Pair", "value")):
    def _asdict(self):
        sys.setrecursionlimit(10**6)
        return self


class Endless(tuple):
    def _asdict(self):
        return Endless((self,))


def doubled(*args):
    return Record()


def totalled(table):
    return Pair(1)


mean = model = asked = shuffled = lambda *args: Endless((1,))
