"""A stopped process is one that waits: it has the time that a test may wait, and no more."""

import os
import signal


def echo(data):
    os.kill(os.getpid(), signal.SIGSTOP)
    return len(data)
