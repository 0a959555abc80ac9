"""No signal reaches the parent: asks, with signals that do nothing, in five ways."""

import ctypes
import os
import signal


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid() or 1
    for number in (0, signal.SIGURG):
        for step in (os.kill, lambda pid, sig: os.killpg(os.getpgid(pid), sig)):
            try:
                step(parent, number)
                return True
            except OSError:
                pass
    if libc.syscall(234, parent, parent, 0) == 0 or libc.syscall(200, parent, 0) == 0:  # tgkill, tkill
        return True
    pidfd = libc.syscall(434, parent, 0)
    return pidfd >= 0 and libc.syscall(424, pidfd, 0, None, 0) == 0
