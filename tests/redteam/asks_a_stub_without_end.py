"""Asking is computing: calls a stub of the tests in a loop that never ends."""


def asked(clock):
    while True:
        clock.now()


def doubled(*args):
    return []
