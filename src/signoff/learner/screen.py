"""How the learner's pages stand on a screen."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text


def hanging(sign: str | Text, told: RenderableType) -> Table:
    """A sign at the left, and beside it what it says; further lines stand below the first, not below the sign."""
    row = Table.grid(padding=(0, 1))
    row.add_row("", sign, told)
    return row
