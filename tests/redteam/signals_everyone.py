"""No signal reaches any other process: asks for each number there is, and for all at once."""

import os


def attack():
    try:
        os.kill(-1, 0)
        return True
    except OSError:
        pass
    for pid in range(1, 32768):
        if pid == os.getpid():
            continue
        try:
            os.kill(pid, 0)
            return True
        except OSError:
            pass
    return False
