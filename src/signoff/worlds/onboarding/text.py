"""Columns of text made from numbers, a column at a time."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from signoff.worlds.draw import Bools, Ints


def digits(number: Ints, width: int) -> npt.NDArray[np.uint8]:
    """The last `width` decimal digits of numbers as ASCII, shape (n, width)."""
    return (number[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10 + ord("0")).astype(np.uint8)


def letters(number: Ints) -> npt.NDArray[np.uint8]:
    """A capital letter per number, modulo 26, shape (n, 1)."""
    return (number[:, None] % 26 + ord("A")).astype(np.uint8)


def mark(text: str, rows: int) -> npt.NDArray[np.uint8]:
    """The same ASCII text in every row."""
    return np.broadcast_to(np.frombuffer(text.encode(), np.uint8), (rows, len(text)))


def fixed(*parts: npt.NDArray[np.uint8]) -> pa.Array:
    """Texts of one length (large_string) from ASCII matrices side by side."""
    matrix = np.ascontiguousarray(np.hstack(parts))
    rows, width = matrix.shape
    ends = np.arange(rows + 1, dtype=np.int64) * width
    return pa.LargeStringArray.from_buffers(rows, pa.py_buffer(ends), pa.py_buffer(matrix))


def plain(number: Ints) -> pa.Array:
    """Numbers as text without leading zeros (large_string)."""
    return pa.array(number).cast(pa.large_string())


def taken(words: list[str], which: Ints) -> pa.Array:
    """A word per row (large_string)."""
    return pa.array(words, pa.large_string()).take(pa.array(which))


def joined(*parts: pa.Array | str, between: str = "") -> pa.Array:
    """The parts of each row one after the other (large_string)."""
    held = [pa.scalar(part, pa.large_string()) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*held, pa.scalar(between, pa.large_string()))


def where(mask: Bools, yes: pa.Array, no: pa.Array) -> pa.Array:
    """`yes` where the mask is true, `no` elsewhere."""
    return pc.if_else(pa.array(mask), yes, no)
