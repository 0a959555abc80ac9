"""A kill that it asked for is its own end, not the machine's: a limit of CPU whose end is SIGKILL."""

import resource


def attack():
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    while True:
        pass
