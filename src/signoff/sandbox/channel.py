"""Frames over a stream socket: a kind, a length, the bytes. Neither side can make the other wait unseen."""

import select
import socket
import struct
import time
from collections.abc import Callable

MAX_BYTES = 1 << 29
_HEAD = struct.Struct("<cQ")
_CHUNK = 1 << 20
_TICK_MS = 20

READY, REQUEST, REPLY, CALLBACK, ANSWER = b"H", b"Q", b"R", b"C", b"A"


class WireError(Exception):
    """The bytes are not what this protocol sends."""


class Closed(Exception):
    """The other side is gone."""


class Channel:
    """One end of a socket pair.

    Args:
        sock: a connected stream socket.
        tick: called every few milliseconds, whether this end waits or the other one keeps it busy, to look at budgets;
            it may raise. Without it, wait.
        max_bytes: the longest message that is received.
    """

    def __init__(self, sock: socket.socket, tick: Callable[[], None] | None = None, max_bytes: int = MAX_BYTES) -> None:
        self._sock, self._tick, self._max_bytes = sock, tick, max_bytes
        self._next_tick = 0.0
        self._poll: dict[int, select.poll] = {}
        sock.setblocking(tick is None)

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send one frame.

        Raises:
            Closed: nobody reads any more.
        """
        try:
            self._send(_HEAD.pack(kind, len(payload)))
            self._send(payload)
        except (BrokenPipeError, ConnectionResetError):
            raise Closed from None

    def receive(self) -> tuple[bytes, bytes]:
        """The next frame: its kind and its bytes.

        Raises:
            Closed: the other side ended.
            WireError: it announced more than `max_bytes`.
        """
        kind, length = _HEAD.unpack(self._receive(_HEAD.size))
        if length > self._max_bytes:
            raise WireError(f"a message of {length} bytes")
        return kind, self._receive(length)

    @property
    def has_unread(self) -> bool:
        """Whether something has arrived that nobody asked for yet.

        Raises:
            Closed: the other side ended, and left nothing to read.
        """
        try:
            if self._sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
                return True
        except BlockingIOError:
            return False
        except ConnectionResetError:
            pass
        raise Closed  # an end is readable, too, and is no message

    def close(self) -> None:
        self._sock.close()

    def _send(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._look()
            try:
                view = view[self._sock.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT)

    def _receive(self, length: int) -> bytes:
        found = bytearray()
        while len(found) < length:
            self._look()
            try:
                # grown as it arrives: an announced length alone reserves nothing
                part = self._sock.recv(min(length - len(found), _CHUNK))
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except ConnectionResetError:
                raise Closed from None
            if not part:
                raise Closed
            found += part
        return bytes(found)

    def _wait(self, event: int) -> None:
        if event not in self._poll:
            self._poll[event] = select.poll()
            self._poll[event].register(self._sock, event)
        while not self._poll[event].poll(_TICK_MS):
            self._look()

    def _look(self) -> None:
        """Tick, if it is time: a peer that never lets this end wait must not escape it."""
        if self._tick is not None and (now := time.monotonic()) >= self._next_tick:
            self._next_tick = now + _TICK_MS / 1000  # first: what a tick sends must not tick again
            self._tick()
