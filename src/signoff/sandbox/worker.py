"""The process that runs a submission: gives up what it does not need, then answers requests until told to stop."""

import contextlib
import json
import os
import resource
import socket
import struct
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from signoff.sandbox.channel import ANSWER, CALLBACK, READY, REPLY, REQUEST, Channel, Closed
from signoff.sandbox.isolation import Isolation
from signoff.sandbox.servant import Servant

_ID = struct.Struct("<I")


def main(sock: socket.socket, settings: dict[str, Any], held: Isolation) -> None:
    """Serve one submission over `sock`.

    Args:
        sock: the worker's end of the pair.
        settings: `memory_mb` (MiB above what is in use now) and `scratch` (its working folder).
        held: what this process has given up; told before anything of the submission is read.
    """
    os.chdir(settings["scratch"])
    tempfile.tempdir = None
    os.environ.update(HOME=settings["scratch"], TMPDIR=settings["scratch"], USER="learner", LOGNAME="learner")
    sys.argv = ["submission"]
    _limit(settings["memory_mb"])
    channel = Channel(sock)
    channel.send(READY, json.dumps(held.missing).encode())
    link = _Link(channel)
    servant = Servant(link.ask)
    with contextlib.suppress(Closed):
        while True:
            link.reply(servant.answer(link.request()))


def _limit(memory_mb: int) -> None:
    """The limit of memory that the process sets on itself; the trusted side measures the same from outside."""
    with contextlib.suppress(OSError, ValueError):  # macOS has no usable address-space limit
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        room = pages * resource.getpagesize() + (memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


class _Link:
    """The worker's end: one request at a time, and calls of stubs from any thread while it runs."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._write = threading.Lock()
        self._changed = threading.Condition()
        self._reading, self._next = False, 0
        self._requests: list[bytes] = []
        self._answers: dict[int, bytes] = {}

    def request(self) -> bytes:
        self._until(lambda: bool(self._requests))
        return self._requests.pop(0)

    def reply(self, payload: bytes) -> None:
        with self._write:
            self._channel.send(REPLY, payload)

    def ask(self, payload: bytes) -> bytes:
        with self._write:
            self._next += 1
            mine = self._next
            self._channel.send(CALLBACK, _ID.pack(mine) + payload)
        self._until(lambda: mine in self._answers)
        return self._answers.pop(mine)

    def _until(self, arrived: Any) -> None:
        """Wait; whoever waits and finds nobody reading, reads for all."""
        while True:
            with self._changed:
                if arrived():
                    return
                if self._reading:
                    self._changed.wait()
                    continue
                self._reading = True
            try:
                kind, payload = self._channel.receive()
                if kind == REQUEST:
                    self._requests.append(payload)
                elif kind == ANSWER:
                    self._answers[_ID.unpack_from(payload)[0]] = payload[_ID.size :]
            finally:
                with self._changed:
                    self._reading = False
                    self._changed.notify_all()
