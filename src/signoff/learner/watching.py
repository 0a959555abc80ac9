"""Noticing that a file was saved."""

import ast
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

_SETTLE_S = 0.05
"""Some editors empty a file before they write it, or write it in pieces; what is seen in between is no save."""


def saves(file: Path) -> Iterator[bytes]:
    """The content of `file` now, and again each time a save has changed it, until interrupted."""
    seen = _content(file)
    yield seen
    # the folder, not the file: editors save by putting another file in its place; and a look every half second, for
    # a save before the watch began and for file systems that announce nothing
    for _ in watch(
        file.parent,
        debounce=50,
        step=5,
        rust_timeout=500,
        yield_on_timeout=True,
        recursive=False,
        raise_interrupt=False,
    ):
        found = _content(file)
        if found != seen and not _is_whole(found):
            time.sleep(_SETTLE_S)
            found = _content(file)
        if found != seen:
            seen = found
            yield found


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _is_whole(content: bytes) -> bool:
    """Whether this can be a file as it was meant: Python, and not empty."""
    try:
        return bool(ast.parse(content).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
