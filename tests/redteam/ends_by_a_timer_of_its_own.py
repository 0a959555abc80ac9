"""A kill that it asked for is its own end, not the machine's: a timer that ends in SIGKILL."""

import ctypes
import struct
import time


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    event = struct.pack("=qii48x", 0, 9, 0)  # SIGEV_SIGNAL with SIGKILL
    timer = ctypes.c_int()
    if libc.syscall(222, 1, event, ctypes.byref(timer)) == 0:  # timer_create
        libc.syscall(223, timer, 0, struct.pack("=4q", 0, 0, 0, 1000), None)  # timer_settime
    time.sleep(0.2)
