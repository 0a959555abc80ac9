"""A gate takes a finite number and nothing else: gets text."""


def mean(values):
    return '0'
