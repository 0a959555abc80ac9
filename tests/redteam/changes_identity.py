"""Rights once dropped stay dropped: identity, groups, capabilities, root folder, namespaces, mounts."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    steps = [
        lambda: os.setresuid(0, 0, 0),
        lambda: os.setgroups([0]),
        lambda: os.chroot("."),
        lambda: os.mkdir("@ROOT@/redteam-changes_identity"),
    ]
    for step in steps:
        try:
            step()
            return True
        except OSError:
            pass
    mounted = libc.mount(b"none", b".", b"tmpfs", 0, None) == 0
    return mounted or libc.unshare(0x10000000) == 0 or libc.unshare(0x00020000) == 0
