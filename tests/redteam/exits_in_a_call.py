"""No exit status is ever a pass: ends with 0 instead of answering."""

import os


def doubled(*args):
    os._exit(0)


totalled = mean = model = asked = shuffled = doubled
