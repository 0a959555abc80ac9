"""An enum arrives as its value: this one gives another value each time it is asked."""

import enum


class Liar(enum.Enum):
    ONE = "one"

    @property
    def value(self):
        Liar.asked = getattr(Liar, "asked", 0) + 1
        return Liar.asked if Liar.asked % 2 else self

    _value_ = 5


def doubled(*args):
    return [Liar.ONE] * 10


totalled = mean = model = asked = shuffled = doubled
