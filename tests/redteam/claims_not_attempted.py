"""The word 'not attempted' is a claim like any other and earns nothing."""


def doubled(*args):
    raise NotImplementedError("write doubled: the brief is in README.md")


totalled = mean = model = asked = shuffled = doubled
