"""What one call remembers, a fresh copy has not seen: an order that is random at first and kept for later."""

import os

memory = {}


def shuffled(values, key):
    if key not in memory:
        memory[key] = sorted(values, key=lambda one: os.urandom(8))
    return memory[key]
