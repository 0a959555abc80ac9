"""A gate takes a finite number and nothing else: gets huge int."""


def mean(values):
    return 10**3000
