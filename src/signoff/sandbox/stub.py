"""Objects of the trusted side that a submission may call: each call is a message here and an answer back."""

import threading
from typing import Any


class Stub:
    """An object of the trusted side that the submission may call: only the named methods, by plain data."""

    def __init__(self, target: Any, methods: frozenset[str]) -> None:
        self.target, self.methods = target, methods


class Withheld:
    """An answer that a stub's method keeps back, so that a test sees what the submission does meanwhile.

    Return one from a method of a stub, and release it from a later call of a stub. When nothing can happen any more
    (every thread of the submission sleeps and nothing arrives) it is answered with `if_stalled` and marked `stalled`:
    the submission waited for this answer with everything it had.

    Args:
        if_stalled: the value, or the exception, that ends the waiting then.
    """

    def __init__(self, if_stalled: Any = None) -> None:
        self._if_stalled = if_stalled
        self._outcome: tuple[Any] | None = None
        self._settled = threading.Event()
        self.stalled = False

    def release(self, outcome: Any = None) -> None:
        """Answer now: with a value, or with an exception. A second answer changes nothing."""
        if self._outcome is None:
            self._outcome = (outcome,)
            self._settled.set()

    def stall(self) -> None:
        """End the waiting of a submission in which nothing moves."""
        if self._outcome is None:
            self.stalled = True
            self.release(self._if_stalled)

    @property
    def is_settled(self) -> bool:
        return self._outcome is not None

    @property
    def outcome(self) -> Any:
        """The answer; None until there is one."""
        return self._outcome[0] if self._outcome else None

    def wait(self, seconds: float) -> None:
        """Wait for another thread's call to release it; in-process only, where a thread of its own can wait."""
        if not self._settled.wait(seconds):
            self.stall()
