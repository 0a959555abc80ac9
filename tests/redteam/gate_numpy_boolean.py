"""A gate takes a finite number and nothing else: gets numpy boolean."""


def mean(values):
    return __import__('numpy').bool_(True)
