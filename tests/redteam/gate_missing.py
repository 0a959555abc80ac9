"""A gate takes a finite number and nothing else: gets missing."""


def mean(values):
    return __import__('pandas').NA
