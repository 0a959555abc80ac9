"""Scratch is capped, also for files without a name: keeps unlinked files open."""

import os

kept = []


def attack():
    block = os.urandom(1 << 20)
    for number in range(32):
        kept.append(open(f"unseen{number}", "wb"))
        os.unlink(f"unseen{number}")
        for _ in range(32):
            kept[-1].write(block)
    return True
