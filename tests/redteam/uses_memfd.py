"""Memory without a name escapes a limit on memory, and small ones a limit on files: ten memfds of 50 MB."""

import os


def attack():
    for number in range(10):
        descriptor = os.memfd_create(f"redteam{number}")
        for _ in range(50):
            os.write(descriptor, bytes(1 << 20))
    return True
