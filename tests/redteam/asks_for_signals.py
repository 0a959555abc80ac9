"""No signal reaches any other process by the kernel's hand: owners of descriptors, a death signal, a timer."""

import ctypes
import fcntl
import os
import signal


def attack():
    reader, _ = os.pipe()
    parent = os.getppid() or 1
    try:
        fcntl.fcntl(reader, fcntl.F_SETOWN, parent)
        fcntl.fcntl(reader, 10, signal.SIGURG)  # F_SETSIG
        flags = fcntl.fcntl(reader, fcntl.F_GETFL)
        fcntl.fcntl(reader, fcntl.F_SETFL, flags | os.O_ASYNC)
        if fcntl.fcntl(3, fcntl.F_SETOWN, parent) == 0 and os.kill(parent, 0) is None:
            return True
    except OSError:
        pass
    return ctypes.CDLL(None).ptrace(16, parent, 0, 0) == 0  # PTRACE_ATTACH of one that it may not see
