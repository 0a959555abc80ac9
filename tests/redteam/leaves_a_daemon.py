"""Nothing outlives a run: a child of a child in a session of its own."""

import ctypes
import os
import time


def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(15, b"redteam-daemon", 0, 0, 0)  # PR_SET_NAME
            time.sleep(60)
        os._exit(0)
    return True
