"""A process that imports the libraries once, holds no secret, and starts every other process of the grader.

It starts graders for its owner, and workers for graders; it alone kills and reaps them and removes their scratch
folders. When an owner's connection closes, what it started dies; when the first owner is gone, so is the zygote.

Where `fork` is safe (Linux) a child starts with everything imported; elsewhere it is a new interpreter. This is the
place where isolation belongs: a worker passes through `_become` before it sees a byte of the submission.
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
from pathlib import Path
from typing import Any

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
    # Arrow's own allocator reserves address space by the gigabyte, which a memory limit counts
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PATH": os.defpath,
}


class ZygoteGone(Exception):
    """The zygote ended or could not start a process; the sentence says what is known."""


class Zygote:
    """A connection to a zygote.

    `Zygote.start()` launches one; a grader gets a connection of its own, through which it can only start workers.
    """

    def __init__(
        self, sock: socket.socket, process: "subprocess.Popen[bytes] | None" = None, printed: int = -1
    ) -> None:
        self._sock, self._process, self._printed = sock, process, printed
        self._unread = b""

    @classmethod
    def start(cls, *, forks: bool = FORKS) -> "Zygote":
        """Launch a zygote and return at once, while it is still importing."""
        mine, its = socket.socketpair()
        printed = _unnamed_file()
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", "signoff.sandbox.zygote", "fork" if forks else "spawn"],
            stdin=its.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=printed,
            env=_QUIET,
            cwd=tempfile.gettempdir(),
            start_new_session=True,  # Ctrl-C is the owner's to handle
        )
        its.close()
        return cls(mine, process, printed)

    def preload(self, modules: list[str]) -> None:
        """Have these modules imported; what cannot be imported is left for the submission to find out."""
        self._ask({"do": "preload", "modules": modules})

    def start_grader(self, entry: str) -> tuple[int, socket.socket, int]:
        """Start `entry` ("module:function", called with its socket and a connection to the zygote).

        Returns:
            Its process id, our end of its socket, and a descriptor of what it printed.
        """
        reply, fds = self._ask({"do": "grader", "entry": entry}, expect=2)
        return reply["pid"], socket.socket(fileno=fds[0]), fds[1]

    def start_worker(self, memory_mb: int) -> tuple[int, socket.socket, int, str]:
        """Start a worker: process id, our end of its socket, a descriptor of what it printed, its scratch folder."""
        reply, fds = self._ask({"do": "worker", "memory_mb": memory_mb}, expect=2)
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

    def close(self) -> None:
        """Let go; everything started through this connection dies."""
        self._sock.close()
        if self._process is not None:
            self._process.wait()

    def _ask(self, message: dict[str, Any], expect: int = 0) -> tuple[dict[str, Any], list[int]]:
        fds: list[int] = []
        try:
            self._sock.sendall(json.dumps(message).encode() + b"\n")
            while b"\n" not in self._unread:
                part, got, _, _ = socket.recv_fds(self._sock, 65536, 4)
                fds += got
                if not part:
                    raise ZygoteGone(f"The process that starts graders ended unexpectedly{self._last_words()}.")
                self._unread += part
        except OSError as error:
            raise ZygoteGone(
                f"The process that starts graders is gone ({error.strerror}){self._last_words()}."
            ) from None
        line, _, self._unread = self._unread.partition(b"\n")
        reply = json.loads(line)
        if "error" in reply or len(fds) != expect:
            raise ZygoteGone(f"No process could be started: {reply.get('error', 'no descriptors')}.")
        return reply, fds

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
    def __init__(self, first: socket.socket, forks: bool) -> None:
        self._first, self._forks = first, forks
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, _Child] = {}
        self._add(first)

    def run(self) -> None:
        while True:
            for key, _ in self._selector.select():
                owner: socket.socket = key.fileobj  # type: ignore[assignment]
                request = _line(owner)
                if request is None:
                    self._drop(owner)
                    if owner is self._first:
                        return
                    continue
                try:
                    reply, fds = getattr(self, f"_do_{request.pop('do')}")(owner, **request)
                except OSError as error:
                    reply, fds = {"error": f"{error.strerror or error}"}, []
                with contextlib.suppress(OSError):
                    socket.send_fds(owner, [json.dumps(reply).encode() + b"\n"], fds)
                for fd in fds:
                    os.close(fd)

    def _add(self, owner: socket.socket) -> None:
        self._selector.register(owner, selectors.EVENT_READ)

    def _drop(self, owner: socket.socket) -> None:
        for pid, child in list(self._children.items()):
            if child.owner is owner or owner is self._first:
                self._do_stop(owner, pid, died=False)
        self._selector.unregister(owner)
        owner.close()

    def _do_preload(self, owner: socket.socket, modules: list[str]) -> tuple[dict[str, Any], list[int]]:
        if self._forks:
            for name in modules:
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
            gc.collect()
            gc.freeze()  # a collection in a child would otherwise touch, and copy, every page of the libraries
        return {}, []

    def _do_grader(self, owner: socket.socket, entry: str) -> tuple[dict[str, Any], list[int]]:
        if owner is not self._first:
            return {"error": "only the first owner starts graders"}, []
        control, its_control = socket.socketpair()
        pid, fds = self._start(owner, entry, [its_control], {}, None)
        self._add(control)
        return {"pid": pid}, fds

    def _do_worker(self, owner: socket.socket, memory_mb: int) -> tuple[dict[str, Any], list[int]]:
        scratch = Path(tempfile.mkdtemp(prefix="signoff-"))
        settings = {"memory_mb": memory_mb, "scratch": str(scratch)}
        pid, fds = self._start(owner, WORKER, [], settings, scratch)
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
            shutil.rmtree(child.scratch, ignore_errors=True)
        return {"ended": ended}, []

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
            _become(entry, [sock.detach() for sock in given], printed, settings)
        finally:
            os._exit(70)

    def _spawn(self, entry: str, given: list[socket.socket], printed: int, settings: dict[str, Any]) -> int:
        numbers = [sock.fileno() for sock in given]
        arguments = json.dumps([entry, numbers, printed, settings])
        command = [sys.executable, "-s", "-P", "-m", "signoff.sandbox.zygote", "child", arguments]
        process = subprocess.Popen(command, pass_fds=[*numbers, printed], stdin=subprocess.DEVNULL)
        process.returncode = 0  # reaped by pid, not through this object
        return process.pid


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


def _line(sock: socket.socket) -> dict[str, Any] | None:
    found = b""
    while not found.endswith(b"\n"):
        try:
            part = sock.recv(65536)
        except OSError:
            return None
        if not part:
            return None
        found += part
    message: dict[str, Any] = json.loads(found)
    return message


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
    run = getattr(importlib.import_module(module), function)
    if settings:
        run(sockets[0], settings)
    else:
        run(sockets[0], Zygote(sockets[1]))
    os._exit(0)


def _main() -> None:
    if sys.argv[1] == "child":
        _become(*json.loads(sys.argv[2]))
        return
    first = socket.socket(fileno=os.dup(0))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    _Server(first, forks=sys.argv[1] == "fork").run()


if __name__ == "__main__":
    _main()
