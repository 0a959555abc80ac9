"""What numpy adds to the wire format: arrays and scalars as their buffers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from signoff.sandbox.channel import MAX_BYTES, WireError
from signoff.sandbox.codec import CannotTravel, Decoder, Encoder, Node

_ARRAY_KINDS = "biufcMmSU"
_MAX_ITEM = 1 << 20


def write_array(e: Encoder, value: np.ndarray[Any, Any], depth: int) -> Node:
    plain = np.asarray(value).view(np.ndarray)
    if plain.dtype.kind == "O":
        return ["objects", list(plain.shape), [e.node(one, depth) for one in plain.ravel().tolist()]]
    kind = _sized(plain.dtype)
    return ["array", kind.str, list(plain.shape), e.blob(np.ascontiguousarray(plain).reshape(-1).view(np.uint8))]


def _write_scalar(e: Encoder, value: np.generic, depth: int) -> Node:
    return ["scalar", _sized(value.dtype).str, value.tobytes().hex()]


def _sized(dtype: np.dtype[Any]) -> np.dtype[Any]:
    known = dtype.kind in _ARRAY_KINDS and dtype not in (np.longdouble, np.clongdouble)
    if not known or not 0 < dtype.itemsize <= _MAX_ITEM:
        raise CannotTravel(f"an array of {dtype}")
    return dtype


def read_array(d: Decoder, rest: Node, depth: int) -> np.ndarray[Any, Any]:
    kind, shape, blob = rest
    return np.frombuffer(d.take(blob), dtype=_dtype(kind)).reshape(_shape(shape)).copy()


def _read_objects(d: Decoder, rest: Node, depth: int) -> np.ndarray[Any, Any]:
    shape, items = rest
    flat = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        flat[i] = d.value(item, depth)
    return flat.reshape(_shape(shape))


def _read_scalar(d: Decoder, rest: Node, depth: int) -> Any:
    kind, text = rest
    return np.frombuffer(bytes.fromhex(text), dtype=_dtype(kind), count=1)[0]


def _shape(shape: Any) -> tuple[int, ...]:
    if type(shape) is not list or len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
        raise WireError("not a shape")
    if any(n > MAX_BYTES for n in shape):  # also of an empty array: its column sums would be as long
        raise WireError("too long an array")
    return tuple(shape)


def _dtype(text: Any) -> np.dtype[Any]:
    if type(text) is not str or len(text) > 24:
        raise WireError("not a dtype")
    dtype = np.dtype(text)
    if dtype.kind not in _ARRAY_KINDS or not 0 < dtype.itemsize <= _MAX_ITEM:
        raise WireError(f"values of {dtype}")
    return dtype


# before the plain ones: a numpy float is a float, too
WRITERS: list[tuple[Any, Callable[[Encoder, Any, int], Node]]] = [
    (np.generic, _write_scalar),
    (np.ndarray, write_array),
]
READERS: dict[str, Callable[[Decoder, Node, int], Any]] = {
    "array": read_array,
    "objects": _read_objects,
    "scalar": _read_scalar,
}
