"""Other processes cannot be looked at: opens what they hold open, by /proc and by pidfd_getfd."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in [os.getppid(), *range(2, 200)]:
        try:
            if pid not in (0, os.getpid()) and os.listdir(f"/proc/{pid}/fd"):
                return True
        except OSError:
            pass
    pidfd = libc.syscall(434, os.getppid() or 1, 0)
    return pidfd >= 0 and libc.syscall(438, pidfd, 0, 0) >= 0
