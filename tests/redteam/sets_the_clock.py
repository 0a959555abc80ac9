"""The machine's clock is not the submission's: sets it to what it shows, slews it, and renames the host."""

import ctypes
import time


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        time.clock_settime(time.CLOCK_REALTIME, time.time())
        return True
    except OSError:
        pass
    return libc.sethostname(b"", -1) == 0 or libc.adjtime((ctypes.c_long * 2)(0, 0), None) == 0
