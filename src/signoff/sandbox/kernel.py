"""Linux system calls that Python does not offer: Landlock, seccomp, prctl, capabilities, unshare. No policy lives here.

Every function raises OSError as the kernel words it. Numbers and layouts are those of the kernel's own headers
(linux/landlock.h, linux/seccomp.h, linux/filter.h, linux/capability.h), the same on x86-64 and aarch64.
"""

import ctypes
import os
import struct
from collections.abc import Iterable

_libc = ctypes.CDLL(None, use_errno=True)

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF, _CAPSET = 444, 445, 446, {"x86_64": 126, "aarch64": 91}
_RULESET_VERSION, _PATH_BENEATH = 1, 1

# prctl
PDEATHSIG, DUMPABLE, KEEPCAPS, SECCOMP, DROP_BOUND, SUBREAPER, NO_NEW_PRIVS = 1, 4, 8, 22, 24, 36, 38
# capabilities
DAC_READ_SEARCH = 2
# unshare
NEWIPC, NEWUSER, NEWNET = 0x08000000, 0x10000000, 0x40000000
# Landlock, access to files
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG, REFER, TRUNCATE = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 13, 1 << 14
_FILES_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many of the access bits each version of Landlock knows."""
_NET_BITS, _SCOPE_BITS = 0b11, 0b11


def prctl(option: int, value: int = 0) -> None:
    """One prctl with one argument."""
    _check(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def unshare(flags: int) -> None:
    """New namespaces for this process."""
    _check(_libc.unshare(flags))


def set_capabilities(kept: Iterable[int], machine: str) -> None:
    """Keep these capabilities and no others, permitted and effective; nothing inheritable."""
    bits = sum(1 << one for one in kept)
    header = struct.pack("=Ii", 0x20080522, 0)
    low, high = bits & 0xFFFFFFFF, bits >> 32
    data = struct.pack("=6I", low, low, 0, high, high, 0)
    _check(_libc.syscall(_CAPSET[machine], header, data))


def drop_bounding_set() -> None:
    """No capability can come back through an exec."""
    for number in range(64):
        try:
            prctl(DROP_BOUND, number)
        except OSError:
            return  # past the last one the kernel knows


def landlock_abi() -> int:
    """The version of Landlock; 0 where there is none."""
    found: int = _libc.syscall(_CREATE_RULESET, None, 0, _RULESET_VERSION)
    return max(found, 0)


class Landlock:
    """A set of rules under construction: everything is denied but what `allow` opened.

    Args:
        abi: from `landlock_abi`.
    """

    def __init__(self, abi: int) -> None:
        self._files = (1 << _FILES_BY_ABI[min(abi, 5)]) - 1
        attributes = [self._files, _NET_BITS if abi >= 4 else 0, _SCOPE_BITS if abi >= 6 else 0]
        # each version of the kernel knows a longer structure
        known = struct.pack("=3Q", *attributes)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
        self._ruleset = _check(_libc.syscall(_CREATE_RULESET, known, len(known), 0))

    def allow(self, path: str, access: int) -> None:
        """Open what lies at or beneath `path`; what does not exist needs no rule."""
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return
        try:
            if not os.path.isdir(path):  # noqa: PTH112 - a child between fork and its first import
                access &= WRITE_FILE | READ_FILE | TRUNCATE
            rule = struct.pack("=Qi", access & self._files, place)
            _check(_libc.syscall(_ADD_RULE, self._ruleset, _PATH_BENEATH, rule, 0))
        finally:
            os.close(place)

    def enforce(self) -> None:
        """Bind this thread and all that it starts; there is no way back. Needs no-new-privileges."""
        _check(_libc.syscall(_RESTRICT_SELF, self._ruleset, 0))
        os.close(self._ruleset)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def install_filter(instructions: bytes) -> None:
    """Judge every further system call by this BPF program (8 bytes an instruction). Needs no-new-privileges."""
    program = _Program(len(instructions) // 8, instructions)
    _check(_libc.prctl(SECCOMP, ctypes.c_ulong(2), ctypes.byref(program), 0, 0))


def _check(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
