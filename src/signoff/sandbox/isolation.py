"""What a worker gives up before it sees a submission, and the name of what that amounts to.

On Linux a worker loses, in this order: new privileges for ever, the network, the files of everybody else (Landlock), and
every system call that is not needed to compute (seccomp); as root it takes an id of its own first. Each measure that the
machine does not offer is named; what remains decides the level.
"""

import contextlib
import errno
import functools
import mimetypes
import os
import platform
import resource
import signal
import stat
import sys
import sysconfig
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NoReturn

from signoff.sandbox import kernel, seccomp

Level = Literal["none", "partial", "full"]
LEVELS: Final[tuple[Level, ...]] = ("none", "partial", "full")

FILE_MB = 64
"""The largest file a worker may write, its output included."""
_FILES, _THREADS = 256, 256
_FIRST_ID, _IDS = 61184, 4096
"""Ids that nobody has: systemd gives them out, too, and only while a service runs."""

NEEDED: Final = {
    "identity": "an unprivileged id: grading as root, where no other id can be taken; grade as an ordinary user",
    "privileges": "no-new-privileges: a kernel that is older than Linux 3.5, or not Linux",
    "files": "Landlock: Linux 5.13 or newer with landlock among its security modules (lsm=...,landlock)",
    "calls": "seccomp filters: a kernel with CONFIG_SECCOMP_FILTER, on x86-64 or aarch64",
    "place": "a course apart from the libraries: where it lies now, submissions may read it; move the checkout",
}
"""The measures that make `full`, each with what it takes to have it."""


@dataclass(frozen=True)
class Isolation:
    """How much of the machine a worker has given up.

    Attributes:
        missing: ids of the measures in `NEEDED` that do not hold.
    """

    missing: tuple[str, ...]

    @property
    def level(self) -> Level:
        """`full`: all measures hold. `partial`: some do. `none`: a process with limits, no boundary at all."""
        if not self.missing:
            return "full"
        return "partial" if not {"files", "calls"} <= set(self.missing) else "none"

    @property
    def sentences(self) -> list[str]:
        """What is missing and how to get it."""
        return [f"Missing: {NEEDED[name]}" for name in self.missing]


NO_ISOLATION: Final = Isolation(tuple(NEEDED))


def take_id(count: int) -> int | None:
    """An id for the `count`-th worker, when this process can change its own; else None."""
    return _FIRST_ID + count % _IDS if sys.platform == "linux" and os.geteuid() == 0 else None


def hide() -> None:
    """Keep other processes of the same user from looking into this one's memory and environment."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            kernel.prctl(kernel.DUMPABLE, 0)


def confine(scratch: str, readable: list[str], identity: int | None, without: Collection[str] = ()) -> Isolation:
    """Give up everything that a submission does not need, in this process and for good.

    Args:
        scratch: the one folder that can be written.
        readable: files and folders beside the libraries that can be read.
        identity: the id to take, from `take_id`.
        without: measures to leave out, to see what a lesser machine does.

    Returns:
        What holds from now on.
    """
    _limit(own_id=identity is not None)
    if sys.platform != "linux":
        return NO_ISOLATION
    machine, missing = platform.machine(), []
    abi = 0 if "files" in without else kernel.landlock_abi()
    rules = kernel.Landlock(abi) if abi else None
    if rules is not None:
        _open(rules, scratch, readable)

    def measure(name: str, take: Callable[[], None]) -> None:
        try:
            if name in without:
                _refuse()
            take()
        except (OSError, KeyError):
            missing.append(name)

    with contextlib.suppress(OSError):  # a bonus: containers refuse it, and no socket can be made anyway
        kernel.unshare(kernel.NEWNET | kernel.NEWIPC | (0 if os.geteuid() == 0 else kernel.NEWUSER))
    # the right to read everything is only lent where files are fenced by path, and handles without a path refused
    may_read = rules is not None and "calls" not in without and machine in seccomp.ARCHITECTURES
    measure("identity", lambda: _become_nobody(identity, machine, scratch, may_read=may_read))
    kernel.prctl(kernel.PDEATHSIG, signal.SIGKILL)  # after the id: changing it forgets this
    measure("privileges", lambda: kernel.prctl(kernel.NO_NEW_PRIVS, 1))
    measure("files", rules.enforce if rules is not None else _refuse)
    measure("calls", lambda: kernel.install_filter(seccomp.instructions(machine, os.getpid(), may_truncate=abi >= 3)))
    return Isolation(tuple(missing))


def _limit(*, own_id: bool) -> None:
    """Limits that hold everywhere."""
    bounds = {"CORE": 0, "FSIZE": FILE_MB << 20, "NOFILE": _FILES}
    if own_id:  # threads are counted by id: another id's are none of ours
        bounds["NPROC"] = _THREADS
    for name, bound in bounds.items():
        number = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(number)[1]
        bound = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(number, (bound, bound))


def _become_nobody(identity: int | None, machine: str, scratch: str, *, may_read: bool) -> None:
    """Take the id and drop every capability; as an ordinary user only the latter.

    The libraries may lie under a home that only root reads. Then, with `may_read`, one capability is kept, to read;
    Landlock decides what.

    Raises:
        OSError: this is root, and stays root, without capabilities.
    """
    kept: list[int] = []
    try:
        if identity is not None:
            needed = [Path(one) for one in (os.__file__, sysconfig.get_path("purelib"), __file__, scratch)]
            if not all(_others_can_reach(one) for one in needed):
                kept = [kernel.DAC_READ_SEARCH] if may_read else _refuse()
            kernel.prctl(kernel.KEEPCAPS, 1)
            kernel.drop_bounding_set()
            os.setgroups([])
            os.setresgid(identity, identity, identity)
            os.setresuid(identity, identity, identity)
        elif os.geteuid() == 0:
            _refuse()
    except OSError:
        kept = []
        raise
    finally:
        with contextlib.suppress(OSError):
            kernel.set_capabilities(kept, machine)


def _refuse() -> NoReturn:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _others_can_reach(path: Path) -> bool:
    """Whether every folder above lets anybody pass."""
    return all(one.stat().st_mode & stat.S_IXOTH for one in path.resolve().parents)


# --- what can be read ----------------------------------------------------------------------------------------------


def _open(rules: kernel.Landlock, scratch: str, readable: list[str]) -> None:
    read = kernel.READ_FILE | kernel.READ_DIR
    for path in [*libraries(), *readable, f"/proc/{os.getpid()}"]:
        rules.allow(path, read)
    rules.allow("/dev/null", read | kernel.WRITE_FILE)
    create = kernel.MAKE_DIR | kernel.MAKE_REG | kernel.REMOVE_DIR | kernel.REMOVE_FILE
    rules.allow(scratch, read | create | kernel.WRITE_FILE | kernel.TRUNCATE | kernel.REFER)


def can_be_read(place: Path) -> bool:
    """Whether a folder lies within what every submission may read."""
    return any(place.resolve().is_relative_to(Path(one).resolve()) for one in libraries())


@functools.cache  # the zygote asks once for all its workers
def libraries() -> list[str]:
    """Interpreter, packages, shared objects, and what they read of the system: nothing that tells of a person."""
    found = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    for prefix in {sys.prefix, sys.base_prefix}:
        found |= {f"{prefix}/lib", f"{prefix}/lib64", f"{prefix}/pyvenv.cfg"}
    found |= {one for one in sys.path if one and Path(one).exists()}
    return [*sorted(found), *_SYSTEM, *_limits(), *map(str, mimetypes.knownfiles)]


def _limits() -> list[str]:
    """Where the container's limits stand, and nothing of its use: DuckDB aborts where it sees them and may not read."""
    try:
        own = Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    groups = {"", *(line.split(":", 2)[-1].rstrip("/") for line in own)}
    return [home + group + name for group in sorted(groups) for home, name in _LIMITS]


_LIMITS = (
    ("/sys/fs/cgroup", "/cpu.max"),
    ("/sys/fs/cgroup", "/memory.max"),
    ("/sys/fs/cgroup/cpu", "/cpu.cfs_quota_us"),
    ("/sys/fs/cgroup/cpu", "/cpu.cfs_period_us"),
    ("/sys/fs/cgroup/memory", "/memory.limit_in_bytes"),
)

_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/usr/share/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)
