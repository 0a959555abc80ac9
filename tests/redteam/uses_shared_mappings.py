"""Shared memory counts as memory: anonymous shared mappings of a gigabyte."""

import mmap


def attack():
    kept = []
    for _ in range(16):
        kept.append(mmap.mmap(-1, 64 << 20))
        kept[-1].write(bytes(64 << 20))
    return True
