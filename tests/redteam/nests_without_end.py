"""Depth has a limit: lists that hold themselves, ten thousand brackets."""


def doubled(*args):
    loop = []
    loop.append(loop)
    return loop


def totalled(*args):
    deep = {}
    for _ in range(10_000):
        deep = {"x": deep}
    return deep


def mean(*args):
    deep = ()
    for _ in range(10_000):
        deep = (deep,)
    return deep


model = asked = shuffled = doubled
