"""What one worker keeps in the kernel, a fresh copy cannot reach: an order kept in shared memory."""

import ctypes
import json
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p


def shuffled(values, key):
    order = sorted(values, key=lambda one: os.urandom(8))
    segment = libc.shmget(0x5ED7EB0 + key % 7, 4096, 0o1666)
    if segment < 0:
        return order
    where = libc.shmat(segment, None, 0)
    if ctypes.string_at(where, 1) == b"\0":
        ctypes.memmove(where, json.dumps(order).encode() + b"\0", len(json.dumps(order)) + 1)
    return json.loads(ctypes.string_at(where))
