"""A gate takes a finite number and nothing else: gets complex."""


def mean(values):
    return complex(1e9, 0)
