"""System V objects hand nothing on: takes the answer that an earlier submission left."""

import ctypes


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return max(libc.shmget(0x5ED7EA3, 0, 0), libc.semget(0x5ED7EA3, 0, 0), libc.msgget(0x5ED7EA3, 0)) >= 0
