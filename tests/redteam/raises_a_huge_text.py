"""An error with fifty megabytes of text is cut where it crosses."""


def doubled(*args):
    raise ValueError("\x1b[31m" * 10**7, ["x" * 1000] * 1000)


totalled = mean = model = asked = shuffled = doubled
