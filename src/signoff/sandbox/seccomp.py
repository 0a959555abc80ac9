"""The system calls a submission may make, as a BPF program.

`syscalls.csv` has a verdict for each call: `allow`; `deny` (operation not permitted); `pretend` (do nothing and say that
it worked: file modes, owners and times, which `shutil.copy` sets); `judge` (by its arguments, below). A call that is not
in the table does not exist (ENOSYS), so that a library falls back as it would on an older kernel.
"""

import csv
import errno
import functools
import struct
from pathlib import Path

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_LOAD, _JEQ, _JGE, _JSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_X32 = 0x40000000

_CLONE_THREAD = 0x00010000
_FATAL = (9, 19)
"""SIGKILL and SIGSTOP: a worker that dies or stops by one of them was met from outside."""
_PRCTL = (15, 16, 3, 23, 0x53564D41)
"""Names of threads and mappings, and questions: nothing that loosens what was fixed before."""

_FCNTL = (8, 10, 15)
_IOCTL = (0x8901, 0x8902, 0x5412)
"""F_SETOWN, F_SETSIG, F_SETOWN_EX, and their ioctls FIOSETOWN and SIOCSPGRP: the kernel would signal another process
when data arrives. TIOCSTI: typing into a terminal."""


def instructions(machine: str, pid: int, *, may_truncate: bool) -> bytes:
    """The program for one process.

    Args:
        machine: `x86_64` or `aarch64`.
        pid: the process it is for: it may signal and ask for limits of itself, and of nobody else.
        may_truncate: whether Landlock judges `truncate` by path (it does from version 3).
    """
    program = [
        _op(_LOAD, _ARCH),
        _op(_JEQ, ARCHITECTURES[machine], 1, 0),
        _op(_RETURN, _KILL),
        _op(_LOAD, _NUMBER),
        _op(_JGE, _X32, 0, 1),
        _op(_RETURN, _ERRNO | errno.ENOSYS),
        *_fixed(machine, may_truncate),
    ]
    for name, number, verdict in table(machine):
        if verdict == "judge":
            body = _judged(name, pid)
            program += [_op(_JEQ, number, 0, len(body)), *body]
    program.append(_op(_RETURN, _ERRNO | errno.ENOSYS))
    return b"".join(program)


@functools.cache
def _fixed(machine: str, may_truncate: bool) -> list[bytes]:
    """The part that is the same for every process."""
    program = []
    for name, number, verdict in table(machine):
        if name == "truncate" and may_truncate:
            verdict = "allow"
        if verdict != "judge":
            program += [_op(_JEQ, number, 0, 1), _op(_RETURN, _ACTIONS[verdict])]
    return program


@functools.cache
def table(machine: str) -> list[tuple[str, int, str]]:
    """Name, number and verdict of every call that this machine has."""
    with Path(__file__).with_name("syscalls.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], int(row[machine]), row["verdict"]) for row in csv.DictReader(file) if row[machine]]


_ACTIONS = {"allow": _ALLOW, "deny": _ERRNO | errno.EPERM, "pretend": _ERRNO | 0}


def _judged(name: str, pid: int) -> list[bytes]:
    """What decides about a call by its arguments. Each ends in a return, and touches no other call."""
    allow, deny = _op(_RETURN, _ALLOW), _op(_RETURN, _ERRNO | errno.EPERM)
    match name:
        case "clone":  # a thread, never a process
            return [_argument(0), _op(_JSET, _CLONE_THREAD, 1, 0), deny, allow]
        case "clone3":  # its flags cannot be seen; without it the C library calls clone
            return [_op(_RETURN, _ERRNO | errno.ENOSYS)]
        case "kill" | "tgkill":
            signal = 1 if name == "kill" else 2
            return [_argument(0), _op(_JEQ, pid, 1, 0), deny, _argument(signal), *_unless(_FATAL)]
        case "fcntl":
            return [_argument(1), *_unless(_FCNTL)]
        case "ioctl":
            return [_argument(1), *_unless(_IOCTL)]
        case "prctl":
            last = len(_PRCTL) - 1
            known = [_op(_JEQ, option, last - i + 1, 0) for i, option in enumerate(_PRCTL)]
            return [_argument(0), *known, deny, allow]
        case "prlimit64":
            return [_argument(0), _op(_JEQ, 0, 2, 0), _op(_JEQ, pid, 1, 0), deny, allow]
    raise ValueError(f"no rule for {name}")


def _unless(denied: tuple[int, ...]) -> list[bytes]:
    """Allow, unless the loaded argument is one of these."""
    known = [_op(_JEQ, value, len(denied) - i, 0) for i, value in enumerate(denied)]
    return [*known, _op(_RETURN, _ALLOW), _op(_RETURN, _ERRNO | errno.EPERM)]


def _argument(position: int) -> bytes:
    """Load the low half of an argument; pids, signals and flags are no larger."""
    return _op(_LOAD, _ARGUMENTS + 8 * position)


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value & 0xFFFFFFFF)
