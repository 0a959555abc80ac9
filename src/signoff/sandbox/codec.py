"""The wire format: plain data between a trusted process and one that is not. Never pickles.

A message is a JSON tree beside a list of byte blobs. In the tree `null`, booleans, numbers and strings stand for
themselves; everything else is an array whose first element is a tag. What numpy and pandas add is in `arrays` and
`frames`, imported when they are first needed: an exercise without them does not wait for them.

Both directions are total: `encode` raises `CannotTravel` for what is not plain data, `decode` raises `WireError` for
any bytes that `encode` did not make.
"""

import contextlib
import dataclasses
import datetime as dt
import enum
import gc
import json
import math
import struct
import sys
import uuid
import zoneinfo
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from signoff.sandbox.channel import MAX_BYTES, WireError

MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_TREE_BYTES = 1 << 27
MAX_LABELS = 1 << 26
"""Labels of ranges and values of bits in a message, together: what becomes longer than it was sent."""
_MAX_ALIKE = 64
"""So many keys of one hash are chance; more are made to keep the reader busy."""
_MAX_EXPONENT = 6144
"""As in decimal128: turning 1E+999999999 into a whole number would take the reader's memory."""
_MAGIC = b"SGN1"
_HEAD = struct.Struct("<4sIQ")
_INT_DIGITS = 4000

Node = Any
Opaque = Callable[[Any], list[Any]]


class CannotTravel(Exception):
    """The value is not plain data; the sentence says what it is."""


def encode(value: Any, opaque: Opaque | None = None) -> bytes:
    """The message that carries `value`.

    Args:
        value: scalars, text, bytes, lists, tuples, sets, dicts, dates, times, dataclasses (as dicts), enums (as their
            values), numpy arrays and scalars, pandas frames, series, indexes, timestamps, timedeltas.
        opaque: called with what is not plain data; returns the node that stands for it, or raises `CannotTravel`.

    Raises:
        CannotTravel: not plain data, nested more than `MAX_DEPTH` deep, or too large.
    """
    encoder = Encoder(opaque)
    try:
        tree = json.dumps(encoder.node(value, 0), allow_nan=False, separators=(",", ":")).encode()
    except CannotTravel:
        raise
    except Exception as error:  # a hostile or half-broken object can raise anything while it is looked at
        if error is encoder.refusal:
            raise
        raise CannotTravel(
            f"a {type(value).__name__} that could not be read ({type(error).__name__}: {error})"
        ) from None
    if len(tree) > MAX_TREE_BYTES or _marks(tree) > 4 * MAX_NODES:
        raise CannotTravel(f"more than {MAX_TREE_BYTES >> 20} MB of text and separate values")
    sizes = struct.pack(f"<{len(encoder.blobs)}Q", *(len(blob) for blob in encoder.blobs))
    message = b"".join([_HEAD.pack(_MAGIC, len(encoder.blobs), len(tree)), sizes, tree, *encoder.blobs])
    if len(message) > MAX_BYTES:
        raise CannotTravel(f"more than {MAX_BYTES >> 20} MB of data")
    return message


def decode(message: bytes, opaque: Callable[[list[Any]], Any] | None = None) -> Any:
    """The value that `encode` was given.

    Args:
        message: untrusted bytes.
        opaque: called with a node whose tag is none of this format's; returns what it stands for.

    Raises:
        WireError: whatever else the bytes are.
    """
    try:
        magic, count, size = _HEAD.unpack_from(message)
        start = _HEAD.size + 8 * count
        if magic != _MAGIC or len(message) > MAX_BYTES or start + size > len(message):
            raise WireError("not a message")
        view, blobs = memoryview(message), []
        position = start + size
        for length in struct.unpack_from(f"<{count}Q", message, _HEAD.size):
            blobs.append(view[position : position + length])
            position += length
        if position != len(message):
            raise WireError("lengths do not add up")
        with _no_collection():
            return Decoder(blobs, opaque).value(_tree(bytes(view[start : start + size])), 0)
    except WireError:
        raise
    except Exception as error:  # numpy, pandas, Arrow and json each have their own errors for malformed input
        raise WireError(f"malformed ({type(error).__name__}: {str(error)[:200]})") from None


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing here is dropped in circles, and looking for some among millions of values takes seconds."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _tree(text: bytes) -> Node:
    """The JSON tree, once it is known that it has no more values than can be held."""
    if len(text) > MAX_TREE_BYTES:
        raise WireError("too large a tree")
    if _marks(text) > 4 * MAX_NODES:
        raise WireError("too many values")
    return json.loads(text)


def _marks(text: bytes) -> int:
    """At least the number of values; commas and brackets within text count, too."""
    return text.count(b",") + text.count(b"[") + text.count(b"{")


# --- scalars -------------------------------------------------------------------------------------------------------


def zone_node(zone: dt.tzinfo | None) -> Node:
    if zone is None:
        return None
    if zone is dt.UTC:
        return ["utc"]
    if isinstance(zone, zoneinfo.ZoneInfo) and zone.key:
        return ["zone", zone.key]
    offset = zone.utcoffset(None)
    if offset is None:
        raise CannotTravel(f"a time zone of type {type(zone).__name__}; use zoneinfo or datetime.timezone")
    return ["offset", offset.total_seconds()]


def zone_of(node: Node) -> dt.tzinfo | None:
    if node is None:
        return None
    if node[0] == "utc":
        return dt.UTC
    if node[0] == "zone":
        return zoneinfo.ZoneInfo(node[1])
    return dt.timezone(dt.timedelta(seconds=node[1]))


_EXACT: dict[str, Callable[..., Any]] = {
    "float": float,
    "complex": lambda real, imaginary: complex(float(real), float(imaginary)),
    "date": dt.date,
    "timedelta": lambda days, seconds, us: dt.timedelta(days=days, seconds=seconds, microseconds=us),
    "decimal": lambda text: _decimal(text),
    "uuid": uuid.UUID,
}


def _decimal(text: Any) -> Decimal:
    found = Decimal(str(text))
    if found.is_finite() and not -_MAX_EXPONENT <= found.adjusted() <= _MAX_EXPONENT:
        raise WireError("a decimal out of range")
    return found


def _in_range(value: Decimal) -> Decimal:
    if value.is_finite() and not -_MAX_EXPONENT <= value.adjusted() <= _MAX_EXPONENT:
        raise CannotTravel(f"a decimal beyond 1E+{_MAX_EXPONENT}")
    return value


# --- encoding ------------------------------------------------------------------------------------------------------


class Encoder:
    def __init__(self, opaque: Opaque | None) -> None:
        self.blobs: list[Any] = []
        self.refusal: Exception | None = None
        self._opaque, self._nodes = opaque, 0
        self._writers = _WRITERS
        # where a library is not loaded, the value cannot hold anything of it
        if "numpy" in sys.modules:
            from signoff.sandbox import arrays

            self._writers = [*arrays.WRITERS, *self._writers]
        if "pandas" in sys.modules:
            from signoff.sandbox import frames

            self._writers = [*frames.WRITERS, *self._writers]

    def weigh(self, nodes: int) -> None:
        """Count what is as much work to read as so many plain values."""
        self._nodes += nodes

    def node(self, value: Any, depth: int) -> Node:
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise CannotTravel(f"data nested more than {MAX_DEPTH} deep")
        if self._nodes > MAX_NODES:
            raise CannotTravel(f"more than {MAX_NODES:,} separate values")
        if value is None or value is True or value is False:
            return value
        # A subclass arrives as the plain value of its base: what it overrides stays behind.
        for kind, write in self._writers:
            if isinstance(value, kind):
                return write(self, value, depth + 1)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
            return self._dict(fields, depth + 1)
        if self._opaque is None:
            raise CannotTravel(f"a {type(value).__module__}.{type(value).__qualname__}")
        try:
            return self._opaque(value)
        except Exception as error:
            self.refusal = error
            raise

    def blob(self, data: Any) -> int:
        self.blobs.append(memoryview(data).cast("B") if len(data) else b"")
        return len(self.blobs) - 1

    def _int(self, value: int, depth: int) -> Node:
        plain = int.__int__(value)
        if plain.bit_length() > 3 * _INT_DIGITS:
            raise CannotTravel(f"a whole number of more than {_INT_DIGITS} digits")
        return plain

    def _float(self, value: float, depth: int) -> Node:
        plain = float.__float__(value)
        return plain if math.isfinite(plain) else ["float", repr(plain)]

    def _str(self, value: str, depth: int) -> Node:
        return str.__str__(value)

    def _dict(self, value: dict[Any, Any], depth: int) -> Node:
        return ["dict", *([self.node(k, depth), self.node(v, depth)] for k, v in dict.items(value))]

    def _datetime(self, value: dt.datetime, depth: int) -> Node:
        return ["datetime", value.replace(tzinfo=None).isoformat(), value.fold, zone_node(value.tzinfo)]

    def _timedelta(self, value: dt.timedelta, depth: int) -> Node:
        return ["timedelta", value.days, value.seconds, value.microseconds]


_WRITERS: list[tuple[Any, Callable[[Encoder, Any, int], Node]]] = [
    (enum.Enum, lambda e, v, d: e.node(v.value, d)),
    (int, Encoder._int),
    (float, Encoder._float),
    (str, Encoder._str),
    (dict, Encoder._dict),
    (tuple, lambda e, v, d: e._dict(v._asdict(), d) if hasattr(v, "_asdict") else ["tuple", *(e.node(x, d) for x in tuple.__iter__(v))]),
    (list, lambda e, v, d: ["list", *(e.node(x, d) for x in list.__iter__(v))]),
    (set, lambda e, v, d: ["set", *(e.node(x, d) for x in set.__iter__(v))]),
    (frozenset, lambda e, v, d: ["frozenset", *(e.node(x, d) for x in frozenset.__iter__(v))]),
    (bytes, lambda e, v, d: ["bytes", e.blob(v)]),
    (bytearray, lambda e, v, d: ["bytes", e.blob(bytes(v))]),
    (dt.datetime, Encoder._datetime),
    (dt.date, lambda e, v, d: ["date", v.year, v.month, v.day]),
    (dt.time, lambda e, v, d: ["time", v.replace(tzinfo=None).isoformat(), v.fold, zone_node(v.tzinfo)]),
    (dt.timedelta, Encoder._timedelta),
    (complex, lambda e, v, d: ["complex", repr(v.real), repr(v.imag)]),
    (Decimal, lambda e, v, d: ["decimal", str(_in_range(v))]),
    (uuid.UUID, lambda e, v, d: ["uuid", str(v)]),
]  # fmt: skip


# --- decoding ------------------------------------------------------------------------------------------------------


class Decoder:
    def __init__(self, blobs: list[memoryview], opaque: Callable[[list[Any]], Any] | None) -> None:
        self._blobs: list[memoryview | None] = list(blobs)
        self._opaque, self._nodes, self._labels = opaque, 0, 0

    def value(self, node: Node, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH + 4 or self._nodes > MAX_NODES + 4:
            raise WireError("too deep or too many values")
        if node is None or type(node) in (bool, int, float, str):
            return node
        if type(node) is not list or not node or type(node[0]) is not str:
            raise WireError("a node without a tag")
        tag, rest = node[0], node[1:]
        if tag in _EXACT:
            return _EXACT[tag](*rest)
        read = _READERS.get(tag)
        if tag in _OF_ARRAYS:
            from signoff.sandbox import arrays

            read = arrays.READERS[tag]
        elif tag in _OF_FRAMES:
            from signoff.sandbox import frames

            read = frames.READERS[tag]
        if read is not None:
            return read(self, rest, depth + 1)
        if self._opaque is None:
            raise WireError(f"unknown tag {tag[:40]!r}")
        return self._opaque(node)

    def take(self, position: Any) -> memoryview:
        """Each blob once: a message may not become larger by naming one again and again."""
        if type(position) is not int or not 0 <= position < len(self._blobs):
            raise WireError("no such blob")
        blob, self._blobs[position] = self._blobs[position], None
        if blob is None:
            raise WireError("a blob named twice")
        return blob

    def count(self, values: int) -> None:
        """Values that will be objects of their own count as such."""
        self._nodes += values
        if self._nodes > MAX_NODES + 4:
            raise WireError("too many values")

    def count_labels(self, labels: int) -> None:
        self._labels += labels
        if self._labels > MAX_LABELS:
            raise WireError("too many labels")

    def _dict(self, pairs: Node, depth: int) -> Any:
        found, keys = {}, _Spread()
        for key, value in pairs:
            label = self.value(key, depth)
            keys.add(label)
            found[label] = self.value(value, depth)
        return found

    def _set(self, items: Node, depth: int) -> set[Any]:
        found, keys = set(), _Spread()
        for item in items:
            value = self.value(item, depth)
            keys.add(value)
            found.add(value)
        return found

    def _datetime(self, rest: Node, depth: int) -> dt.datetime:
        text, fold, zone = rest
        return dt.datetime.fromisoformat(text).replace(tzinfo=zone_of(zone), fold=fold)

    def _time(self, rest: Node, depth: int) -> dt.time:
        text, fold, zone = rest
        return dt.time.fromisoformat(text).replace(tzinfo=zone_of(zone), fold=fold)


class _Spread:
    """Refuses keys that were chosen to have one hash, with which a dict or set of n takes n² steps."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def add(self, key: Any) -> None:
        mark = hash(key)
        self._seen[mark] = self._seen.get(mark, 0) + 1
        if self._seen[mark] > _MAX_ALIKE:
            raise WireError("keys of one hash")


_READERS: dict[str, Callable[[Decoder, Node, int], Any]] = {
    "list": lambda d, rest, depth: [d.value(one, depth) for one in rest],
    "tuple": lambda d, rest, depth: tuple(d.value(one, depth) for one in rest),
    "set": Decoder._set,
    "frozenset": lambda d, rest, depth: frozenset(d._set(rest, depth)),
    "dict": Decoder._dict,
    "bytes": lambda d, rest, depth: bytes(d.take(rest[0])),
    "datetime": Decoder._datetime,
    "time": Decoder._time,
}
_OF_ARRAYS = frozenset(["array", "objects", "scalar"])
_OF_FRAMES = frozenset(["Timestamp", "Timedelta", "range", "multi", "index", "series", "frame", "values", "NaT", "NA"])
