"""An error whose text, name and class misbehave is still one sentence."""


class Odd(Exception):
    __str__ = __repr__ = lambda self: 1 / 0
    __class__ = property(lambda self: NotImplementedError)
    args = property(lambda self: [self] * 10**6)
    __traceback__ = property(lambda self: self)
    __cause__ = property(lambda self: self)


def doubled(*args):
    raise Odd


totalled = mean = model = asked = shuffled = doubled
