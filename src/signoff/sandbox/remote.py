"""The trusted side of a submission: requests with budgets, and a sentence for each way in which they can go wrong."""

import bdb
import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psutil

from signoff.sandbox.channel import ANSWER, CALLBACK, MAX_BYTES, REPLY, REQUEST, Channel, Closed, WireError
from signoff.sandbox.codec import CannotTravel, decode, encode
from signoff.sandbox.servant import Servant
from signoff.sandbox.stub import Stub, Withheld
from signoff.sandbox.text import clean
from signoff.sandbox.usage import Usage

WALL_PER_CPU = 10
_PATIENCE = 3
"""So many times what one test may wait is allowed to all tests of a submission together."""
DISK_MB, DISK_FILES, THREADS = 256, 5000, 200
_DISK_TICKS = 8
_BEGIN_S = 60
_ID_BYTES = 4
_STILL_TICKS = 25
"""So many looks in a row, all threads asleep and nothing arriving, mean that the submission waits for its answer."""


class SubmissionRaised(Exception):
    """The submission raised an error, or gave back what cannot travel.

    Attributes:
        kind: `error`, `stub` (a function still as in the starter), `missing` (no such name), `cannot-travel`, `output`.
        type, text: the error's class and message, cleaned.
        function, line: the innermost place in the submission, `line` None when unknown.
    """

    def __init__(self, kind: str, type: str, text: str, function: str, line: int | None) -> None:
        super().__init__(f"{type}: {text}" if text else type)
        self.kind, self.type, self.text, self.function, self.line = kind, type, text, function, line


class LimitMet(Exception):
    """The submission met a limit; `diagnosis` is `out-of-time` or `out-of-memory`, the text a sentence."""

    def __init__(self, diagnosis: str, sentence: str) -> None:
        super().__init__(sentence)
        self.diagnosis = diagnosis


class Died(Exception):
    """The submission's process ended, or stopped speaking the protocol; the text says how."""


class Unable(Exception):
    """The machine or somebody else is in the way of grading; the text says what, and what to do. No verdict."""


class Starved(Exception):
    """The worker wanted to compute and the machine did not let it: nobody's fault, and no verdict."""


@dataclass(frozen=True)
class Source:
    """A submission as text, with what is needed to judge whether it was attempted."""

    name: str
    text: bytes
    starter: str


class Transport(Protocol):
    """Carries requests to a submission: to a worker process, or in-process for a debugger."""

    generation: int
    """Counts the processes behind it: a handle of an earlier one is lost."""

    def load(self) -> list[str]:
        """Import the submission if that has not happened; the public names it defines."""

    def load_harness(self, text: str, path: str) -> None:
        """Put trusted code of the exercise beside the submission."""

    def request(self, message: dict[str, Any]) -> Any:
        """The answer to one request; raises `SubmissionRaised`, `LimitMet`, `Died` or `Starved`."""

    def begin_test(self) -> None:
        """Start the budgets of one test anew."""

    def fresh(self) -> "Transport":
        """The same submission, loaded anew, that has seen no request."""

    def printed(self) -> str:
        """What the submission printed since the last call, cleaned and cut."""


_JUDGES = frozenset({"equals", "identical", "compare", "eq", "ne", "isin", "all", "any", "allclose"})
"""Methods that a frame or an array has, and that would let an object judge itself against the truth it is sent."""


class Handle:
    """Stands for an object that cannot travel and stays with the submission: its methods can be called, no more.

    `handle.predict(frame)` calls a method there, `handle(x)` calls the object, `handle.get("coef_")` fetches an
    attribute. Asked for its truth, its length, its items or an equality it refuses: the answer would be the
    submission's, not the grader's.
    """

    def __init__(self, owner: "Transport", generation: int, number: int, kind: str) -> None:
        self._owner, self._generation, self._number, self._kind = owner, generation, number, kind

    def get(self, name: str) -> Any:
        """The value of an attribute."""
        return self._owner.request({"do": "get", "target": self._node(self._owner), "name": name})

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _JUDGES:
            self._refuse()
        return Function(self._owner, {"do": "call", "target": self._node(self._owner), "name": name}, self._kind)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Function(self._owner, {"do": "call_handle", "target": self._node(self._owner)}, self._kind)(
            *args, **kwargs
        )

    def _node(self, owner: "Transport") -> int:
        if owner is not self._owner or owner.generation != self._generation:
            raise Died(f"The {self._kind} was lost with the process that held it.")
        return self._number

    def __repr__(self) -> str:
        return f"<{self._kind}, kept with the submission>"

    def _refuse(self, *args: Any) -> Any:
        raise NotPlainData(self._kind)

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __float__ = __int__ = __index__ = __array__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __hash__ = object.__hash__


class Function:
    """A function of the submission, or a method of a handle: call it; it is nothing else."""

    def __init__(self, owner: "Transport", message: dict[str, Any], kind: str) -> None:
        self._owner, self._message, self._kind = owner, message, kind

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._owner.request(self._message | {"args": list(args), "kwargs": kwargs})

    _refuse = Handle._refuse
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __float__ = __int__ = __index__ = __array__ = _refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __hash__ = object.__hash__


class NotPlainData(Exception):
    """A test needed plain data where the submission gave an object; the text is the object's type."""


class Opaque:
    """What crosses the wire by name only: handles from the submission, stubs of trusted objects."""

    def __init__(self, owner: "Transport") -> None:
        self._owner = owner
        self._stubs: list[Stub] = []

    def inward(self, node: list[Any]) -> Any:
        """What a handle's node stands for on this side."""
        if len(node) == 3 and node[0] == "handle" and type(node[1]) is int and type(node[2]) is str:
            return Handle(self._owner, self._owner.generation, node[1], clean(node[2], 120))
        raise WireError("unknown tag")

    def outward(self, value: Any) -> list[Any]:
        """The node of a handle or a stub."""
        if isinstance(value, Handle):
            return ["handle", value._node(self._owner)]
        if isinstance(value, Stub):
            self._stubs.append(value)
            return ["stub", len(self._stubs) - 1, sorted(value.methods)]
        raise CannotTravel(f"a {type(value).__name__} as an argument")

    def call(self, payload: bytes) -> Any:
        """What a stub's method answers: a value, a `Withheld`, or an exception, which `answer` makes travel."""
        message = decode(payload)
        try:
            stub = self._stubs[message["stub"]]
            if message["method"] not in stub.methods:
                raise WireError("no such method")
            method = getattr(stub.target, message["method"])
            args, kwargs = message["args"], message["kwargs"]
        except (KeyError, TypeError, IndexError):
            raise WireError("not a call of a stub") from None
        if type(args) is not list or type(kwargs) is not dict or any(type(name) is not str for name in kwargs):
            raise WireError("not a call of a stub")
        try:
            return method(*args, **kwargs)
        except Exception as error:
            return error

    def answer(self, outcome: Any) -> bytes:
        """The encoded answer; an exception travels as name and text."""
        if isinstance(outcome, Exception):
            return encode({"raise": [type(outcome).__name__, str(outcome)]})
        return encode({"value": outcome}, self.outward)


def result(reply: bytes, opaque: Opaque) -> Any:
    """The value of a reply.

    Raises:
        SubmissionRaised, LimitMet: what the submission says it met.
        WireError: not a reply.
    """
    message = decode(reply, opaque.inward)
    if type(message) is dict and set(message) == {"value"}:
        return message["value"]
    raised = message["raised"] if type(message) is dict and set(message) == {"raised"} else None
    if type(raised) is not dict or set(raised) != {"kind", "type", "text", "function", "line"}:
        raise WireError("not a reply")
    line = raised["line"]
    words = [raised[key] for key in ("kind", "type", "text", "function")]
    if any(type(word) is not str for word in words) or not (line is None or (type(line) is int and line > 0)):
        raise WireError("not a reply")
    kind, type_name, text, function = (clean(word) for word in words)
    if kind == "memory":
        raise LimitMet("out-of-memory", "It asked for more memory than the exercise allows.")
    raise SubmissionRaised(kind, type_name, text, function, line)


class Workers(Protocol):
    """Whatever starts and stops worker processes (a zygote)."""

    def start_worker(self, memory_mb: int, readable: list[str]) -> tuple[int, socket.socket, int, str]: ...
    def stop(self, pid: int, *, died: bool = False) -> int | None: ...


@dataclass(frozen=True)
class Allowance:
    """What one test may use, and what its worker may read.

    Attributes:
        cpu_seconds: seconds of CPU.
        memory_mb: MiB above what the libraries take.
        readable: files and folders beside the libraries.
    """

    cpu_seconds: float
    memory_mb: int
    readable: tuple[str, ...] = ()


class _Process:
    """One worker process with its channel and what it had used when the test began."""

    def __init__(self, workers: Workers, limits: Allowance, tick: Callable[[], None]) -> None:
        self.pid, self._sock, self.printed_fd, scratch = workers.start_worker(limits.memory_mb, list(limits.readable))
        self.scratch = Path(scratch)
        self.channel = Channel(self._sock, tick, max_bytes=min(MAX_BYTES, limits.memory_mb << 20))
        self.usage = Usage(self.pid)
        self.missing: tuple[str, ...] = ()
        self.cpu_before, self.memory_before, self.read = 0.0, 0, 0

    def grown_mb(self) -> float:
        return (self.usage.memory() - self.memory_before) / 2**20

    def begun(self) -> None:
        """Wait until it has given up what it must; it says what is missing before it has read anything of a submission.

        Raises:
            Closed: it ended before that.
            Unable: it takes too long.
        """
        deadline = time.monotonic() + _BEGIN_S

        def tick() -> None:
            if time.monotonic() > deadline:
                raise Unable(f"a process for the submission did not begin within {_BEGIN_S} s; grade it again later")

        self.missing = tuple(json.loads(Channel(self._sock, tick).receive()[1]))
        self.memory_before = self.usage.memory()

    def last_words(self) -> str:
        lines = os.pread(self.printed_fd, 1 << 16, 0).decode(errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else ""


class Remote:
    """A submission in a worker process, under limits of CPU, memory and waiting per test.

    After a worker is lost the next request starts another one.
    """

    def __init__(self, workers: Workers, source: Source, limits: Allowance) -> None:
        self._workers, self._source, self._opaque = workers, source, Opaque(self)
        self.limits = limits
        self.missing: set[str] = set()
        """What any of its workers lacked of the isolation."""
        self._process: _Process | None = None
        self._is_loaded = False
        self._waited, self._last_tick, self._hungry, self._ticks = 0.0, 0.0, 0, 0
        self._reading = 0.0
        self._patience = _PATIENCE * WALL_PER_CPU * limits.cpu_seconds
        self._withheld: list[tuple[bytes, Withheld]] = []
        self._still = 0
        self._copies: list[Remote] = []
        self._names: list[str] = []
        self._harness: tuple[str, str] | None = None
        self.generation = 0

    def begin_test(self) -> None:
        for copy in self._copies:
            copy.stop()
        self._copies = []
        self._patience -= self._waited
        self._waited, self._hungry, self._ticks, self._reading = 0.0, 0, 0, 0.0
        if self._process is not None:
            self._process.cpu_before = self._cpu_now()

    def fresh(self) -> "Remote":
        copy = Remote(self._workers, self._source, self.limits)
        copy._harness = self._harness
        copy.missing, copy._patience = self.missing, self._patience
        self._copies.append(copy)
        return copy

    def prepare(self) -> None:
        """Start a worker, if there is none, and return while it gets ready."""
        if self._process is None:
            self.generation += 1
            self._is_loaded = False
            self._process = _Process(self._workers, self.limits, self._check)

    def load(self) -> list[str]:
        """Start a worker that has imported the submission; the public names it defines."""
        if self._process is None or not self._is_loaded:
            try:
                self.prepare()
                assert self._process is not None
                self._process.begun()
                path = self._process.scratch / f"{self._source.name}.py"
                path.write_bytes(self._source.text)  # for tracebacks and inspect
            except (Closed, psutil.NoSuchProcess):
                said = self._process.last_words() if self._process else ""
                why = said or _how(self._put_away(died=True) if self._process else None)
                self.stop()
                raise Unable(f"a process for the submission ended before it began ({why})") from None
            except Unable:
                self.stop()
                raise
            except OSError as error:
                raise Unable(f"the submission's folder cannot be written ({error.strerror}); free some space") from None
            self.missing |= set(self._process.missing)
            self._is_loaded = True
            load = {"do": "load", "name": self._source.name, "source": self._source.text, "path": str(path)}
            names = self._exchange(load | {"starter": self._source.starter})
            if type(names) is not list or any(type(name) is not str for name in names):
                raise self._lost("It sent something that is no answer.")
            self._names = [clean(name, 80) for name in names]
            if self._harness is not None:
                self.load_harness(*self._harness)
        return self._names

    def load_harness(self, text: str, path: str) -> None:
        self._harness = (text, path)
        if self._process is not None:
            self._exchange({"do": "load_harness", "source": text, "path": path})

    def request(self, message: dict[str, Any]) -> Any:
        self.load()
        return self._exchange(message)

    def printed(self) -> str:
        if self._process is None:
            return ""
        found = os.pread(self._process.printed_fd, 20_000, self._process.read)
        self._process.read = os.fstat(self._process.printed_fd).st_size
        return clean(found.decode(errors="replace"), 2000)

    def stop(self) -> None:
        """End the worker and every fresh copy."""
        for copy in self._copies:
            copy.stop()
        if self._process is not None:
            self._put_away(died=False)

    def _exchange(self, message: dict[str, Any]) -> Any:
        process = self._process
        assert process is not None
        request = encode(message, self._opaque.outward)
        self._last_tick = time.monotonic()
        try:
            if process.channel.has_unread:
                raise WireError("an answer to what was not asked")
            process.channel.send(REQUEST, request)
            while True:
                kind, payload = process.channel.receive()
                if kind == REPLY:
                    self._let_go()
                    return self._read(payload)
                if kind != CALLBACK or len(payload) < _ID_BYTES:
                    raise WireError("an unknown kind of message")
                self._waited += time.monotonic() - self._last_tick
                outcome = self._opaque.call(payload[_ID_BYTES:])  # what the trusted side takes is not the submission's
                self._last_tick, self._still = time.monotonic(), 0
                if isinstance(outcome, Withheld):
                    self._withheld.append((payload[:_ID_BYTES], outcome))
                else:
                    process.channel.send(ANSWER, payload[:_ID_BYTES] + self._opaque.answer(outcome))
                self._answer_settled()
        except Closed:
            raise self._lost(None) from None
        except WireError as error:
            raise self._lost(f"It sent something that is no answer ({clean(str(error), 100)}).") from None
        except (LimitMet, Starved, Unable):
            self.stop()
            raise

    def _read(self, reply: bytes) -> Any:
        """The value of a reply; an answer that takes long to read was made so, and counts as computing."""
        before = time.process_time()
        try:
            return result(reply, self._opaque)
        finally:
            self._reading += time.process_time() - before

    def _answer_settled(self) -> None:
        """Send the withheld answers that have been released since."""
        assert self._process is not None
        waiting, self._withheld = self._withheld, []
        for mark, one in waiting:
            if one.is_settled:
                self._process.channel.send(ANSWER, mark + self._opaque.answer(one.outcome))
            else:
                self._withheld.append((mark, one))

    def _let_go(self) -> None:
        """The request is answered: a thread that still waits for a withheld answer is abandoned, and let go."""
        for _, one in self._withheld:
            one.release(TimeoutError("nobody waits for this answer any more"))
        self._answer_settled()

    def _lost(self, sentence: str | None) -> Died | Unable:
        """Put the worker away; the error that says how it was lost."""
        ended = self._put_away(died=sentence is None)
        if ended == -signal.SIGKILL:
            return Unable(
                "the submission's process was killed (SIGKILL), by somebody or by a machine short of memory; "
                "see that there is memory, and grade it again"
            )
        if sentence is None:
            sentence = _how(ended)
        return Died(sentence)

    def _put_away(self, *, died: bool) -> int | None:
        """End the worker; how it ended by itself, if it `died`."""
        assert self._process is not None
        process, self._process = self._process, None
        self._withheld, self._still = [], 0
        self.generation += 1
        process.channel.close()
        os.close(process.printed_fd)
        return self._workers.stop(process.pid, died=died)

    def _cpu_now(self) -> float:
        with contextlib.suppress(psutil.NoSuchProcess):
            if self._process is not None:
                return self._process.usage.cpu()
        return 0.0

    def _check(self) -> None:
        """Look at the budgets; called every few milliseconds while a request runs."""
        process, now = self._process, time.monotonic()
        assert process is not None
        self._waited += now - self._last_tick
        self._last_tick = now
        try:
            usage = process.usage
            used, grown, hungry = usage.cpu() - process.cpu_before, process.grown_mb(), usage.wants_cpu()
            used += self._reading
            threads = usage.threads()
            disk, files = usage.disk(process.scratch) if self._ticks % _DISK_TICKS == 0 else (0, 0)
            still = bool(self._withheld) and usage.is_asleep()
        except psutil.NoSuchProcess:
            return  # its socket will say so
        self._ticks += 1
        self._hungry += hungry
        self._still = self._still + 1 if still else 0
        if self._still >= _STILL_TICKS:
            self._still = 0
            self._withheld[0][1].stall()
            self._answer_settled()
        limits, patience = self.limits, WALL_PER_CPU * self.limits.cpu_seconds
        if used > limits.cpu_seconds:
            raise LimitMet(
                "out-of-time",
                f"It computed for more than the {limits.cpu_seconds:g} s of CPU that a test allows. "
                "Look for work that is repeated for each row or call, or a loop that never ends.",
            )
        if grown > limits.memory_mb:
            raise LimitMet(
                "out-of-memory",
                f"It took more than the {limits.memory_mb} MB that the exercise allows. "
                "Look for a join that multiplies rows, or a list that only grows.",
            )
        if disk > DISK_MB << 20 or files > DISK_FILES:
            raise LimitMet(
                "out-of-disk",
                f"It wrote more than the {DISK_MB} MB, or {DISK_FILES:,} files, that a submission may keep. "
                "Look for a file written in a loop.",
            )
        if threads > THREADS:
            raise LimitMet(
                "out-of-threads",
                f"It runs {threads} threads at once, and {THREADS} are allowed. Look for threads started in a loop.",
            )
        if self._waited > min(patience, self._patience):
            if self._hungry > self._ticks / 2:
                raise Starved
            over = (
                f"until the {patience:g} s for a test were over"
                if self._waited > patience
                else f"until the {_PATIENCE * patience:g} s for all tests were used up"
            )
            raise LimitMet(
                "out-of-time",
                f"It waited, without computing, {over}. "
                "Look for a sleep, a lock, or a read from the keyboard or the network.",
            )


def _how(ended: int | None) -> str:
    if ended is None:
        return "Its process closed the connection to the grader."
    if ended >= 0:
        return f"Its process ended itself (exit status {ended}); return a result instead of exiting."
    with contextlib.suppress(ValueError):
        name = signal.Signals(-ended).name
        return f"Its process was ended by {name}; a crash in compiled code, or a signal it sent itself."
    return f"Its process was ended by signal {-ended}."


_STALL_S = 1.0
"""In-process nobody watches the threads: a withheld answer waits so long for another thread."""


class InProcess:
    """A submission in this very process, behind the same codec: no limits, but a debugger works."""

    def __init__(self, path: str, source: Source) -> None:
        self._path, self._source, self._opaque = path, source, Opaque(self)
        self._servant: Servant | None = None
        self._harness: tuple[str, str] | None = None
        self._names: list[str] = []
        self.generation = 0

    def begin_test(self) -> None:
        """Nothing to reset: there are no budgets here."""

    def fresh(self) -> "InProcess":
        copy = InProcess(self._path, self._source)
        copy._harness = self._harness
        return copy

    def load(self) -> list[str]:
        if self._servant is None:
            self._servant = Servant(self._answer)
            load = {"do": "load", "name": self._source.name, "source": self._source.text, "path": self._path}
            try:
                self._names = [clean(name, 80) for name in self._exchange(load | {"starter": self._source.starter})]
            except BaseException:
                self._servant = None
                raise
            if self._harness is not None:
                self.load_harness(*self._harness)
        return self._names

    def load_harness(self, text: str, path: str) -> None:
        self._harness = (text, path)
        if self._servant is not None:
            self._exchange({"do": "load_harness", "source": text, "path": path})

    def request(self, message: dict[str, Any]) -> Any:
        self.load()
        return self._exchange(message)

    def printed(self) -> str:
        return ""  # pytest captures it

    def _answer(self, payload: bytes) -> bytes:
        outcome = self._opaque.call(payload)
        if isinstance(outcome, Withheld):
            outcome.wait(_STALL_S)
            outcome = outcome.outcome
        return self._opaque.answer(outcome)

    def _exchange(self, message: dict[str, Any]) -> Any:
        assert self._servant is not None
        reply = self._servant.answer(encode(message, self._opaque.outward))
        cause = self._servant.last_error
        try:
            return result(reply, self._opaque)
        except (SubmissionRaised, LimitMet) as error:
            if isinstance(cause, (KeyboardInterrupt, bdb.BdbQuit)):
                raise cause from None
            # the learner's frames last, so that a debugger stops in the learner's code
            raise error.with_traceback(cause.__traceback__ if cause else None) from None
