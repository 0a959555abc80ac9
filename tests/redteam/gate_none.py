"""A gate takes a finite number and nothing else: gets none."""


def mean(values):
    return None
