"""CPU has a limit: one call in C that never looks up, and cannot be interrupted."""


def attack():
    return 10 ** (10**9) % 7 == 0
