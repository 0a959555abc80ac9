"""A gate takes a finite number and nothing else: gets infinity."""


def mean(values):
    return float('inf')
