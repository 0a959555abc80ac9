"""Affinity and scheduling of other processes stay as they are."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (os.getppid() or 1, @OWNER@, 1):
        try:
            os.sched_setaffinity(pid, {0})
            return True
        except OSError:
            pass
        try:
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
            return True
        except OSError:
            pass
        if libc.syscall(251, 1, pid, (3 << 13) | 0) == 0:  # ioprio_set: idle
            return True
    return False
