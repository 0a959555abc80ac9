"""What is claimed of a world, what was measured, and the pictures that show it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from matplotlib.axes import Axes


@dataclass(frozen=True)
class Claim:
    """A measured number between two bounds, either of which may be open.

    Attributes:
        id: short and stable, in snake_case; names the test.
        says: what is measured, as a sentence without the number.
        measured: the number.
        low, high: what it must not be below or above; None is open. At least one is given unless it is only told.
        source: where the bounds come from: a publication, or why a reader should expect them.
        unit: how to print it, a format specification such as `.3f`, `.1%` or `,.0f`.
    """

    id: str
    says: str
    measured: float
    low: float | None = None
    high: float | None = None
    source: str = ""
    unit: str = ".3f"

    @property
    def holds(self) -> bool:
        above = self.low is None or self.measured >= self.low
        return bool(above and (self.high is None or self.measured <= self.high))


@dataclass(frozen=True)
class Picture:
    """A picture of the report: its finding as the title, and what draws it on empty axes."""

    title: str
    draw: Callable[[Axes], None]


@dataclass(frozen=True)
class Evidence:
    """Everything measured of one world at one seed, with the published figures it stands beside."""

    world: str
    preset: str
    seed: int
    claims: tuple[Claim, ...]
    pictures: tuple[Picture, ...]
    published: tuple[tuple[str, str, str], ...] = field(default=())
    """Rows of (figure, published, here) that are shown side by side without a bound."""
