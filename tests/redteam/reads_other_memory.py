"""Other processes cannot be looked at: /proc/PID/mem, process_vm_readv, ptrace."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid() or 1
    try:
        with open(f"/proc/{parent}/maps") as maps, open(f"/proc/{parent}/mem", "rb") as memory:
            memory.seek(int(maps.readline().split("-")[0], 16))
            if memory.read(16):
                return True
    except OSError:
        pass
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(ctypes.create_string_buffer(8)), 8)
    if libc.syscall(310, parent, vector, 1, vector, 1, 0) >= 0 or ctypes.get_errno() == 14:
        return True  # EFAULT: it was allowed to ask
    return libc.ptrace(0x4206, parent, 0, 0) == 0  # PTRACE_SEIZE: the parent keeps running
