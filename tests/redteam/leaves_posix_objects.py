"""POSIX shared memory, semaphores and queues outlive their maker: leaves one of each."""

import ctypes
import multiprocessing.shared_memory
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    worked = False
    try:
        multiprocessing.shared_memory.SharedMemory("redteam-leaves_posix_objects", create=True, size=64).close()
        worked = True
    except OSError:
        pass
    descriptor = libc.shm_open(b"/redteam-leaves_posix_objects", os.O_CREAT | os.O_RDWR, 0o666)
    libc.sem_open.restype = ctypes.c_void_p
    semaphore = libc.sem_open(b"/redteam-leaves_posix_objects", os.O_CREAT, 0o666, 1)
    queue = libc.mq_open(b"/redteam-leaves_posix_objects", os.O_CREAT | os.O_RDWR, 0o666, None)
    return worked or descriptor >= 0 or bool(semaphore) or queue >= 0
