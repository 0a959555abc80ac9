"""A process that imports the libraries once, holds no secret, and starts every other process of the grader.

It starts graders for its owner, and workers for graders; it alone kills and reaps them and removes their scratch
folders. When an owner's connection closes, what it started dies; when the first owner is gone, so is the zygote.

Where `fork` is safe (Linux) a child starts with everything imported; elsewhere it is a new interpreter. A worker is
confined in `_become`, before it sees a byte of the submission.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from signoff.sandbox import kernel
from signoff.sandbox.isolation import NO_ISOLATION, Isolation, can_be_read, confine, hide, take_id

FORKS = sys.platform == "linux"
WORKER = "signoff.sandbox.worker:main"
_QUIET = {
    "DO_NOT_TRACK": "true",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "ITERATIVE_DO_NOT_TRACK": "1",
    # one thread each: faster on small data, and no thread pool that a fork would lose
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # each arena reserves address space, which a memory limit counts, for every few threads
    "MALLOC_ARENA_MAX": "2",
    # Arrow's own allocator reserves address space by the gigabyte, which a memory limit counts
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PATH": os.defpath,
}


class ZygoteGone(Exception):
    """The zygote ended or could not start a process; the sentence says what is known."""


class NoPlace(Exception):
    """The machine has no room for a process or its files; the sentence says what to do."""


class Zygote:
    """A connection to a zygote.

    `Zygote.start()` launches one; a grader gets a connection of its own, through which it can only start workers.
    """

    def __init__(
        self, sock: socket.socket, process: "subprocess.Popen[bytes] | None" = None, printed: int = -1
    ) -> None:
        self._sock, self._process, self._printed = sock, process, printed
        self._unread = b""
        self._fds: list[int] = []
        self._asked: set[str] = set()
        self._owed = 0
        """Answers on their way that nobody waits for."""

    @classmethod
    def start(cls, *, forks: bool = FORKS, without: Sequence[str] = ()) -> "Zygote":
        """Launch a zygote and return at once, while it is still importing.

        Args:
            forks: whether its children start as copies of it, or anew.
            without: measures of isolation to leave out, to see what a lesser machine does.
        """
        try:
            printed = _unnamed_file()
        except OSError as error:
            raise NoPlace(_no_files(error)) from None
        mine, its = socket.socketpair()
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", "signoff.sandbox.zygote", "fork" if forks else "spawn", *without],
            stdin=its.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=printed,
            env={**_QUIET, "TMPDIR": tempfile.gettempdir()},
            cwd=tempfile.gettempdir(),
            start_new_session=True,  # Ctrl-C is the owner's to handle
        )
        its.close()
        return cls(mine, process, printed)

    def preload(self, modules: list[str]) -> None:
        """Have these modules imported, and return while that goes on; the next request waits for it.

        What cannot be imported is left for the submission to find out.
        """
        self._say({"do": "preload", "modules": modules})
        self._owed += 1

    def preload_once(self, module: str) -> None:
        """`preload` one module, unless this connection has asked for it before."""
        if module not in self._asked:
            self._asked.add(module)
            self.preload([module])

    def start_grader(self, entry: str) -> tuple[int, socket.socket, int]:
        """Start `entry` ("module:function", called with its socket and a connection to the zygote).

        Returns:
            Its process id, our end of its socket, and a descriptor of what it printed.
        """
        reply, fds = self._ask({"do": "grader", "entry": entry}, expect=2)
        return reply["pid"], socket.socket(fileno=fds[0]), fds[1]

    def isolation(self) -> Isolation:
        """What a worker gives up on this machine, tried out."""
        return Isolation(tuple(self._ask({"do": "isolation"})[0]["missing"]))

    def shows(self, place: Path) -> bool:
        """Whether a folder lies where its workers may read the libraries."""
        shown: bool = self._ask({"do": "shows", "place": str(place)})[0]["shown"]
        return shown

    def start_worker(self, memory_mb: int, readable: list[str]) -> tuple[int, socket.socket, int, str]:
        """Start a worker: process id, our end of its socket, a descriptor of what it printed, its scratch folder.

        Args:
            memory_mb: MiB above what the libraries take.
            readable: files and folders it may read beside the libraries.

        Raises:
            NoPlace: there is no room for it.
        """
        reply, fds = self._ask({"do": "worker", "memory_mb": memory_mb, "readable": readable}, expect=2)
        return reply["pid"], socket.socket(fileno=fds[0]), fds[1], reply["scratch"]

    def stop(self, pid: int, *, died: bool = False) -> int | None:
        """Kill what was started here and remove its scratch folder.

        Args:
            pid: what to stop.
            died: its socket has closed, so give it a moment to end by itself.

        Returns:
            With `died`, how it ended (exit status, or minus the signal), if it did; else None.
        """
        status: int | None = self._ask({"do": "stop", "pid": pid, "died": died})[0]["ended"]
        return status

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended."""
        return self._process is not None and self._process.poll() is not None

    def close(self) -> None:
        """Let go; everything started through this connection dies."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits here
        self._sock.close()
        if self._process is not None:
            self._process.wait()

    def _ask(self, message: dict[str, Any], expect: int = 0) -> tuple[dict[str, Any], list[int]]:
        self._say(message)
        while self._owed:
            self._answer()
            self._owed -= 1
        reply = self._answer()
        fds, self._fds = self._fds, []  # only the newest answer can have brought some
        if "no_place" in reply:
            raise NoPlace(reply["no_place"])
        if "error" in reply or len(fds) != expect:
            raise ZygoteGone(f"No process could be started: {reply.get('error', 'no descriptors')}.")
        return reply, fds

    def _say(self, message: dict[str, Any]) -> None:
        try:
            self._sock.sendall(json.dumps(message).encode() + b"\n")
        except OSError as error:
            raise self._gone(error) from None

    def _answer(self) -> dict[str, Any]:
        try:
            while b"\n" not in self._unread:
                part, got, _, _ = socket.recv_fds(self._sock, 65536, 4)
                self._fds += got
                if not part:
                    raise self._gone(None)
                self._unread += part
        except OSError as error:
            raise self._gone(error) from None
        line, _, self._unread = self._unread.partition(b"\n")
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _gone(self, error: OSError | None) -> ZygoteGone:
        why = f" ({error.strerror})" if error else ""
        return ZygoteGone(f"The process that starts graders ended unexpectedly{why}{self._last_words()}.")

    def _last_words(self) -> str:
        lines = os.pread(self._printed, 1 << 16, 0).decode(errors="replace").split("\n") if self._printed >= 0 else []
        said = [line for line in lines if line.strip()]
        return f": {said[-1][:300]}" if said else ""


# --- inside the zygote ---------------------------------------------------------------------------------------------


class _Child:
    def __init__(self, owner: socket.socket, scratch: Path | None) -> None:
        self.owner, self.scratch = owner, scratch
        self.ended: int | None = None


class _Server:
    def __init__(self, first: socket.socket, forks: bool, without: list[str]) -> None:
        self._first, self._forks, self._without = first, forks, without
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, _Child] = {}
        self._unread: dict[socket.socket, bytes] = {}
        self._isolation: Isolation | None = None
        # so that two zygotes at work seldom give out the same id
        self._workers = os.getpid() * 61
        self._add(first)
        if sys.platform == "linux":
            kernel.prctl(kernel.SUBREAPER, 1)  # what a worker leaves behind becomes a child of this process

    def run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                owner: socket.socket = key.fileobj  # type: ignore[assignment]
                requests = self._requests(owner)
                if requests is None:
                    self._drop(owner)
                    if owner is self._first:
                        return
                    continue
                for request in requests:
                    self._answer(owner, request)

    def _requests(self, owner: socket.socket) -> list[dict[str, Any]] | None:
        """What an owner asks, in order; None when it is gone."""
        try:
            part = owner.recv(65536)
        except OSError:
            return None
        if not part:
            return None
        *lines, self._unread[owner] = (self._unread[owner] + part).split(b"\n")
        return [json.loads(line) for line in lines]

    def _answer(self, owner: socket.socket, request: dict[str, Any]) -> None:
        try:
            reply, fds = getattr(self, f"_do_{request.pop('do')}")(owner, **request)
        except NoPlace as error:
            reply, fds = {"no_place": str(error)}, []
        except OSError as error:
            reply, fds = {"no_place": _no_process(error)}, []
        with contextlib.suppress(OSError):
            socket.send_fds(owner, [json.dumps(reply).encode() + b"\n"], fds)
        for fd in fds:
            os.close(fd)

    def _add(self, owner: socket.socket) -> None:
        self._selector.register(owner, selectors.EVENT_READ)
        self._unread[owner] = b""

    def _drop(self, owner: socket.socket) -> None:
        for pid, child in list(self._children.items()):
            if child.owner is owner or owner is self._first:
                self._do_stop(owner, pid, died=False)
        self._selector.unregister(owner)
        del self._unread[owner]
        owner.close()

    def _do_preload(self, owner: socket.socket, modules: list[str]) -> tuple[dict[str, Any], list[int]]:
        if self._forks:
            for name in modules:
                with contextlib.suppress(Exception):  # whoever needs it will say what is wrong with it
                    importlib.import_module(name)
            gc.freeze()  # a collection in a child would otherwise touch, and copy, every page of the libraries
        return {}, []

    def _do_grader(self, owner: socket.socket, entry: str) -> tuple[dict[str, Any], list[int]]:
        if owner is not self._first:
            return {"error": "only the first owner starts graders"}, []
        control, its_control = socket.socketpair()
        pid, fds = self._start(owner, entry, [its_control], {}, None)
        self._add(control)
        return {"pid": pid}, fds

    def _do_isolation(self, owner: socket.socket) -> tuple[dict[str, Any], list[int]]:
        if self._isolation is None:
            self._isolation = _tried(self._without)
        return {"missing": self._isolation.missing}, []

    def _do_shows(self, owner: socket.socket, place: str) -> tuple[dict[str, Any], list[int]]:
        return {"shown": can_be_read(Path(place))}, []

    def _do_worker(self, owner: socket.socket, memory_mb: int, readable: list[str]) -> tuple[dict[str, Any], list[int]]:
        self._workers += 1
        # who cannot take an id of its own stays who owns the folder
        identity = None if "identity" in self._do_isolation(owner)[0]["missing"] else take_id(self._workers)
        scratch = None
        try:
            scratch = Path(tempfile.mkdtemp(prefix="signoff-"))
            if identity is not None:
                with contextlib.suppress(OSError):  # ids that this machine does not know: the worker will tell
                    os.chown(scratch, identity, identity)
        except OSError as error:
            raise NoPlace(_no_files(error)) from None
        settings = {"memory_mb": memory_mb, "scratch": str(scratch), "readable": readable, "identity": identity}
        settings["without"] = self._without
        try:
            pid, fds = self._start(owner, WORKER, [], settings, scratch)
        except OSError:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
        return {"pid": pid, "scratch": str(scratch)}, fds

    def _do_stop(self, owner: socket.socket, pid: int, died: bool) -> tuple[dict[str, Any], list[int]]:
        child = self._children.get(pid)
        if child is None or (child.owner is not owner and owner is not self._first):
            return {"error": f"{pid} was not started here"}, []
        del self._children[pid]
        ended = _grace(pid) if died else None
        if ended is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)  # children it may have left in its group
        if child.scratch is not None:
            if self._do_isolation(owner)[0]["missing"]:
                self._end_strays()
            _remove(child.scratch)
        return {"ended": ended}, []

    def _end_strays(self) -> None:
        """End what a worker left behind: where it can fork, whatever it started has become a child of this process."""
        for _ in range(100):
            strays = [one for one in psutil.Process().children() if one.pid not in self._children]
            if not strays:
                return
            for one in strays:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(one.pid, 0)

    def _start(
        self,
        owner: socket.socket,
        entry: str,
        sockets: list[socket.socket],
        settings: dict[str, Any],
        scratch: Path | None,
    ) -> tuple[int, list[int]]:
        mine, its = socket.socketpair()
        printed = _unnamed_file()
        given = [its, *sockets]
        pid = (self._fork if self._forks else self._spawn)(entry, given, printed, settings)
        for sock in given:
            sock.close()
        self._children[pid] = _Child(owner, scratch)
        return pid, [mine.detach(), printed]

    def _fork(self, entry: str, given: list[socket.socket], printed: int, settings: dict[str, Any]) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            gc.enable()
            _become(entry, [sock.detach() for sock in given], printed, settings)
        except BaseException:
            traceback.print_exc()  # its last line is what the trusted side tells
        finally:
            os._exit(70)

    def _spawn(self, entry: str, given: list[socket.socket], printed: int, settings: dict[str, Any]) -> int:
        numbers = [sock.fileno() for sock in given]
        arguments = json.dumps([entry, numbers, printed, settings])
        command = [sys.executable, "-s", "-P", "-m", "signoff.sandbox.zygote", "child", arguments]
        process = subprocess.Popen(command, pass_fds=[*numbers, printed], stdin=subprocess.DEVNULL)
        process.returncode = 0  # reaped by pid, not through this object
        return process.pid


def _tried(without: list[str]) -> Isolation:
    """What a worker would give up, found out by a process that gives it up."""
    if sys.platform != "linux":
        return NO_ISOLATION
    scratch = tempfile.mkdtemp(prefix="signoff-")
    tell, hear = os.pipe()[::-1]
    pid = os.fork()
    if pid == 0:
        try:
            os.write(tell, json.dumps(confine(scratch, [], take_id(0), without).missing).encode())
        finally:
            os._exit(0)
    os.close(tell)
    said = os.read(hear, 4096)
    os.close(hear)
    os.waitpid(pid, 0)
    Path(scratch).rmdir()
    return Isolation(tuple(json.loads(said))) if said else NO_ISOLATION


def _no_files(error: OSError) -> str:
    # tempfile knows no folder that can be written, and says so without naming an error
    where = tempfile.tempdir or "the temporary folder"
    why = error.strerror if error.errno and error.strerror else "no folder for temporary files can be written"
    return f"{where} cannot be written ({why}): free some space there, or set TMPDIR to a folder that has it."


def _no_process(error: OSError) -> str:
    return f"there is no room for another process ({error.strerror or error}): end some, or grade fewer at a time."


def _remove(folder: Path) -> None:
    """Remove a scratch folder, whatever its owner did to it."""
    try:
        shutil.rmtree(folder)
    except (OSError, RecursionError):  # folders without permissions, or deeper than Python can walk
        for command in (["chmod", "-R", "u+rwX", str(folder)], ["rm", "-rf", str(folder)]):
            with contextlib.suppress(OSError):
                subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _unnamed_file() -> int:
    descriptor, path = tempfile.mkstemp()
    Path(path).unlink()
    return descriptor


def _grace(pid: int) -> int | None:
    """How the process ended by itself, when it did; a closed pipe comes a moment before its end can be seen."""
    for _ in range(50):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    return None


def _become(entry: str, numbers: list[int], printed: int, settings: dict[str, Any]) -> None:
    """From here on this process is a grader or a worker: own session, own descriptors, nothing else open."""
    with contextlib.suppress(PermissionError):
        os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    # move what is kept out of the way first: a number may be another one's target
    kept = [os.dup(number) for number in (null, printed, printed, *numbers)]
    top = max(kept) + 1
    kept = [os.dup2(number, top + i) for i, number in enumerate(kept)]
    for target, number in enumerate(kept):
        os.dup2(number, target)
    os.closerange(len(kept), 1 << 16)
    sockets = [socket.socket(fileno=3 + i) for i in range(len(numbers))]
    module, _, function = entry.partition(":")
    if settings:
        held = confine(settings["scratch"], settings["readable"], settings["identity"], settings["without"])
        run = getattr(importlib.import_module(module), function)
        run(sockets[0], settings, held)
    else:
        if sys.platform == "linux":
            kernel.prctl(kernel.PDEATHSIG, signal.SIGKILL)
        hide()  # its memory holds the truth
        run = getattr(importlib.import_module(module), function)
        run(sockets[0], Zygote(sockets[1]))
    os._exit(0)


def _main() -> None:
    if sys.argv[1] == "child":
        _become(*json.loads(sys.argv[2]))
        return
    gc.disable()  # importing makes much and drops little; children collect what is theirs
    first = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    _Server(first, forks=sys.argv[1] == "fork", without=sys.argv[2:]).run()
    os._exit(0)  # nothing is left to tidy, and taking a hundred libraries apart would take its time


if __name__ == "__main__":
    _main()
