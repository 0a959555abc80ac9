"""A gate takes a finite number and nothing else: gets nan."""


def mean(values):
    return float('nan')
