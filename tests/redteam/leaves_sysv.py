"""System V objects outlive their maker: leaves shared memory, semaphores and a queue with an answer."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    key, create = 0x5ED7EA3, 0o1666
    segment = libc.shmget(key, 4096, create)
    semaphores = libc.semget(key, 1, create)
    queue = libc.msgget(key, create)
    if segment >= 0:
        libc.shmat.restype = ctypes.c_void_p
        where = libc.shmat(segment, None, 0)
        if where not in (None, ctypes.c_void_p(-1).value):
            ctypes.memmove(where, b"the answer", 10)
    return max(segment, semaphores, queue) >= 0
