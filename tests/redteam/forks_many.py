"""There is no process tree: two hundred children at once, each in a group of its own."""

import ctypes
import os
import time


def attack():
    for _ in range(200):
        if os.fork() == 0:
            os.setpgid(0, 0)
            ctypes.CDLL(None).prctl(15, b"redteam-many", 0, 0, 0)
            time.sleep(20)
            os._exit(0)
    return True
