"""Memory without a name escapes a limit on memory: a memfd of 300 MB."""

import os


def attack():
    descriptor = os.memfd_create("redteam")
    for _ in range(300):
        os.write(descriptor, bytes(1 << 20))
    return True
