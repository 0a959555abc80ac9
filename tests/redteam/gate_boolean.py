"""A gate takes a finite number and nothing else: gets boolean."""


def mean(values):
    return True
