"""What answers for a submission: loads it, calls it, keeps what cannot travel. Runs beside the learner's code.

The same servant answers inside a worker process and, under plain pytest, in-process; both speak encoded messages, so
that arguments and results are copies either way. Everything it says is the submission's claim, never the truth.
"""

import ast
import builtins
import errno
import linecache
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

from signoff.sandbox.codec import CannotTravel, decode, encode

Ask = Callable[[bytes], bytes]


class Servant:
    """Answers encoded requests about one submission.

    Args:
        ask: carries an encoded call of a stub to the trusted side and returns the encoded answer.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._module = types.ModuleType("submission")
        self._harness: dict[str, Any] = {}
        self._handles: list[Any] = []
        self._starter, self._file = "", ""
        self.last_error: BaseException | None = None

    def answer(self, request: bytes) -> bytes:
        """The encoded reply: `{"value": ...}` or `{"raised": {...}}`. Never raises."""
        self.last_error = None
        try:
            message = decode(request, self._inward)
            value = getattr(self, f"_do_{message.pop('do')}")(**message)
            for stream in (sys.stdout, sys.stderr):
                stream.flush()  # an output limit must show in the call that met it
            return encode({"value": value}, self._outward)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are the submission's too
            self.last_error = error
            return encode({"raised": self._raised(error)})

    # --- requests ---

    def _do_load(self, name: str, source: bytes, path: str, starter: str) -> list[str]:
        """Import the submission; the public names it defines."""
        self._file, self._starter = path, starter
        module = types.ModuleType(name)
        module.__file__ = path
        sys.modules[name] = self._module = module
        linecache.checkcache(path)
        exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
        return [key for key in vars(module) if isinstance(key, str) and not key.startswith("_")]

    def _do_load_harness(self, source: str, path: str) -> None:
        """Trusted code of the exercise that has to run here; its functions get the submission as first argument."""
        self._harness = {"__name__": "harness", "__file__": path}
        exec(compile(source, path, "exec", dont_inherit=True), self._harness)

    def _do_call(self, target: int | None, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        owner = self._module if target is None else self._handles[target]
        if not hasattr(owner, name):
            raise _Missing(name)
        return getattr(owner, name)(*args, **kwargs)

    def _do_call_handle(self, target: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return self._handles[target](*args, **kwargs)

    def _do_get(self, target: int | None, name: str) -> Any:
        owner = self._module if target is None else self._handles[target]
        if not hasattr(owner, name):
            raise _Missing(name)
        return getattr(owner, name)

    def _do_call_harness(self, name: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        return self._harness[name](self._module, *args, **kwargs)

    # --- what cannot travel ---

    def _outward(self, value: Any) -> list[Any]:
        self._handles.append(value)
        kind = type(value)
        return ["handle", len(self._handles) - 1, f"{kind.__module__}.{kind.__qualname__}"]

    def _inward(self, node: list[Any]) -> Any:
        if node[0] == "handle":
            return self._handles[node[1]]
        if node[0] == "stub":
            return _Stub(self._ask, node[1], frozenset(node[2]))
        raise ValueError(f"unknown tag {node[0]!r}")

    # --- errors ---

    def _raised(self, error: BaseException) -> dict[str, Any]:
        where, line = "", None
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self._file:
                where, line = trace.tb_frame.f_code.co_qualname, trace.tb_lineno
            trace = trace.tb_next
        if isinstance(error, SyntaxError) and error.filename == self._file:
            line = error.lineno
        return {
            "kind": self._kind(error, where),
            "type": type(error).__name__[:80],
            "text": _text(error),
            "function": where[:200],
            "line": line,
        }

    def _kind(self, error: BaseException, where: str) -> str:
        if isinstance(error, _Missing):
            return "missing"
        if isinstance(error, CannotTravel):
            return "cannot-travel"
        if isinstance(error, MemoryError):
            return "memory"
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return "output"
        if isinstance(error, NotImplementedError) and self._is_stub(where):
            return "stub"
        return "error"

    def _is_stub(self, qualified: str) -> bool:
        """Whether the function still equals the starter's, docstrings aside."""
        try:
            mine = _functions(Path(self._file).read_text(encoding="utf-8"))
            return qualified in mine and mine[qualified] == _functions(self._starter).get(qualified)
        except (OSError, SyntaxError, ValueError, RecursionError):
            return False


class _Missing(Exception):
    """The submission has no such name."""


class _Stub:
    """Stands here for an object on the trusted side: each call of a method goes there and back."""

    def __init__(self, ask: Ask, identity: int, methods: frozenset[str]) -> None:
        self._ask, self._identity, self._methods = ask, identity, methods

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in self._methods:
            raise AttributeError(f"this object offers {', '.join(sorted(self._methods))}, not {name}")

        def call(*args: Any, **kwargs: Any) -> Any:
            message = {"stub": self._identity, "method": name, "args": list(args), "kwargs": kwargs}
            answer = decode(self._ask(encode(message)))
            if "raise" in answer:
                kind, text = answer["raise"]
                known = getattr(builtins, kind, None)
                is_error = isinstance(known, type) and issubclass(known, Exception)
                raise known(text) if is_error else RuntimeError(f"{kind}: {text}")  # type: ignore[misc]
            return answer["value"]

        return call


def _functions(source: str) -> dict[str, str]:
    """Each function by qualified name, as a dump of what it does."""
    found: dict[str, str] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                visit(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                without = node.body[1:] if ast.get_docstring(node) is not None else node.body
                found[prefix + node.name] = "".join(ast.dump(statement) for statement in without)

    visit(ast.parse(source).body, "")
    return found


def _text(error: BaseException) -> str:
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)[:1000]
    except BaseException:  # a hostile __str__ must not get out of here
        return ""
