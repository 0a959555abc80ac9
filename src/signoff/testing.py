"""What a graded test says: how much it is worth, which mistake it recognised, which number it measured.

With `Withheld`, an answer that a stub keeps back, this is the whole vocabulary that `exercises/*/test_*.py` import; everything else they need is a fixture
(`submission`, `seed`) of the grading plugin.
"""

import math
import numbers
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import pytest

from signoff.sandbox.stub import Withheld as Withheld

Message = str | Callable[[], str]


@dataclass(frozen=True)
class Bound:
    """The gate a measured number must pass: exactly one of `at_most` and `at_least` is set."""

    name: str
    at_most: float | None = None
    at_least: float | None = None

    def holds(self, measured: float) -> bool:
        return measured <= self.at_most if self.at_most is not None else measured >= (self.at_least or 0.0)


@dataclass(frozen=True)
class Measurement:
    """A number that a test measured, beside its gate."""

    value: float
    bound: Bound


class Diagnosed(AssertionError):
    """A test recognised what is wrong: the mistake's name and the sentence for the learner."""

    def __init__(self, diagnosis: str, message: str, measurement: Measurement | None = None) -> None:
        super().__init__(f"{diagnosis}: {message}")
        self.diagnosis, self.message, self.measurement = diagnosis, message, measurement


measured_now: list[Measurement] = []
"""What the running test has measured so far; the plugin empties it before each test."""


def points(worth: int, *, needs: str | None = None) -> Callable[[Any], Any]:
    """Mark a test as worth `worth` whole points; `needs` names an earlier test without which it is not run (*blocked*)."""
    return pytest.mark.points(worth, needs=needs)


def diagnose(diagnosis: str, holds: Any, message: Message) -> None:
    """Fail with the named diagnosis unless `holds`.

    Args:
        diagnosis: the mistake's name in kebab-case, as in `solutions/.../mistakes/` (there with underscores).
        holds: what must be true. Only `True` (or numpy's) counts, so that an odd object cannot pass by being truthy.
        message: which record, what happened, what should have happened, why it matters. A callable is only
            evaluated on failure: use it where the sentence needs a row that exists only then.
    """
    if not (holds is True or (type(holds).__module__ == "numpy" and type(holds).__name__ == "bool" and bool(holds))):
        _fail(diagnosis, message)


def gate(
    name: str,
    measured: Any,
    *,
    diagnosis: str,
    message: Message,
    at_most: float | None = None,
    at_least: float | None = None,
) -> None:
    """Hold a measured number against a bound; both are printed in the verdict, pass or fail.

    Raises:
        Diagnosed: with `diagnosis` when the bound does not hold, with `not-a-number` when `measured` is a boolean,
            infinite, NaN or no real number.
        TypeError: unless exactly one of `at_most` and `at_least` is given (a mistake of the test's author).
    """
    if (at_most is None) == (at_least is None):
        raise TypeError(f"gate {name!r}: give exactly one of at_most and at_least")
    if not _is_finite(measured):
        shown = repr(measured)[:60]
        _fail("not-a-number", f"{name} came out as {shown}, which is no finite number, so it cannot be judged.")
    measurement = Measurement(float(measured), Bound(name, at_most, at_least))
    measured_now.append(measurement)
    if not measurement.bound.holds(measurement.value):
        _fail(diagnosis, message, measurement)


def _is_finite(measured: Any) -> bool:
    """Whether it is a real number, no boolean, finite, and of a size that a float can hold."""
    if not isinstance(measured, numbers.Real) or type(measured).__name__ in {"bool", "bool_"}:
        return False
    try:
        return math.isfinite(measured)
    except (OverflowError, ValueError):
        return False


def _fail(diagnosis: str, message: Message, measurement: Measurement | None = None) -> NoReturn:
    raise Diagnosed(diagnosis, message() if callable(message) else message, measurement)
