"""There is no process tree: fork, vfork, clone and clone3 make no other process."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for make in (os.fork, lambda: libc.syscall(56, 17, 0, 0, 0, 0), lambda: libc.syscall(57)):
        try:
            pid = make()
        except OSError:
            continue
        if pid == 0:
            os._exit(0)
        if pid > 0:
            return True
    return False
