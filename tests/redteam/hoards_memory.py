"""Memory has a limit: takes it at once, then piece by piece."""

import numpy as np


def attack():
    try:
        bytearray(8 << 30)
    except MemoryError:
        pass
    kept = []
    while True:
        kept.append(np.ones(1 << 20))
