"""The wire format: plain data between a trusted process and one that is not. Never pickles.

A message is a JSON tree beside a list of byte blobs. In the tree `null`, booleans, numbers and strings stand for
themselves; everything else is an array whose first element is a tag. Columns of frames are numpy buffers, or Arrow
buffers without Arrow's IPC metadata: nothing is compressed, nothing is nested, every length is known before use.

Both directions are total: `encode` raises `CannotTravel` for what is not plain data, `decode` raises `WireError` for
any bytes that `encode` did not make.
"""

import dataclasses
import datetime as dt
import enum
import json
import math
import struct
import uuid
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from signoff.sandbox.channel import MAX_BYTES, WireError

MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_TREE_BYTES = 1 << 27
MAX_LABELS = 1 << 26
"""Labels of all range indexes of a message together: the only values that a message makes longer than it is."""
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
    encoder = _Encoder(opaque)
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
        return _Decoder(blobs, opaque).value(_tree(bytes(view[start : start + size])), 0)
    except WireError:
        raise
    except Exception as error:  # numpy, pandas, Arrow and json each have their own errors for malformed input
        raise WireError(f"malformed ({type(error).__name__}: {str(error)[:200]})") from None


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


def _zone(zone: dt.tzinfo | None) -> Node:
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


def _zone_back(node: Node) -> dt.tzinfo | None:
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
    "NaT": lambda: pd.NaT,
    "NA": lambda: pd.NA,
}
_ARRAY_KINDS = "biufcMmSU"


def _decimal(text: Any) -> Decimal:
    found = Decimal(str(text))
    if found.is_finite() and not -_MAX_EXPONENT <= found.adjusted() <= _MAX_EXPONENT:
        raise WireError("a decimal out of range")
    return found


def _in_range(value: Decimal) -> Decimal:
    if value.is_finite() and not -_MAX_EXPONENT <= value.adjusted() <= _MAX_EXPONENT:
        raise CannotTravel(f"a decimal beyond 1E+{_MAX_EXPONENT}")
    return value


def _dtype(text: Any) -> np.dtype[Any]:
    if type(text) is not str or len(text) > 24:
        raise WireError("not a dtype")
    dtype = np.dtype(text)
    if dtype.kind not in _ARRAY_KINDS or not 0 < dtype.itemsize <= _MAX_ITEM:
        raise WireError(f"values of {dtype}")
    return dtype


_MAX_ITEM = 1 << 20
_ARROW = {
    str(kind): kind
    for kind in [
        pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
        pa.float32(), pa.float64(), pa.large_string(), pa.date32(),
        *(pa.timestamp(unit) for unit in ("s", "ms", "us", "ns")),
    ]
}  # fmt: skip
_MASKED = {
    str(kind): kind
    for kind in [
        pd.BooleanDtype(), pd.Int8Dtype(), pd.Int16Dtype(), pd.Int32Dtype(), pd.Int64Dtype(), pd.UInt8Dtype(),
        pd.UInt16Dtype(), pd.UInt32Dtype(), pd.UInt64Dtype(), pd.Float32Dtype(), pd.Float64Dtype(),
    ]
}  # fmt: skip


def _sized(dtype: np.dtype[Any]) -> np.dtype[Any]:
    known = dtype.kind in _ARRAY_KINDS and dtype not in (np.longdouble, np.clongdouble)
    if not known or not 0 < dtype.itemsize <= _MAX_ITEM:
        raise CannotTravel(f"an array of {dtype}")
    return dtype


# --- encoding ------------------------------------------------------------------------------------------------------


class _Encoder:
    def __init__(self, opaque: Opaque | None) -> None:
        self.blobs: list[Any] = []
        self.refusal: Exception | None = None
        self._opaque, self._nodes = opaque, 0

    def node(self, value: Any, depth: int) -> Node:
        self._nodes += 1
        if depth > MAX_DEPTH:
            raise CannotTravel(f"data nested more than {MAX_DEPTH} deep")
        if self._nodes > MAX_NODES:
            raise CannotTravel(f"more than {MAX_NODES:,} separate values")
        if value is None or value is True or value is False:
            return value
        # A subclass arrives as the plain value of its base: what it overrides stays behind.
        for kind, write in _WRITERS:
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

    def _array(self, value: np.ndarray[Any, Any], depth: int) -> Node:
        plain = np.asarray(value).view(np.ndarray)
        if plain.dtype.kind == "O":
            return ["objects", list(plain.shape), [self.node(one, depth) for one in plain.ravel().tolist()]]
        kind = _sized(plain.dtype)
        return ["array", kind.str, list(plain.shape), self.blob(np.ascontiguousarray(plain).reshape(-1).view(np.uint8))]

    def _scalar(self, value: np.generic, depth: int) -> Node:
        return ["scalar", _sized(value.dtype).str, value.tobytes().hex()]

    def _datetime(self, value: dt.datetime, depth: int) -> Node:
        if value is pd.NaT:
            return ["NaT"]
        if isinstance(value, pd.Timestamp):
            return ["Timestamp", int(value.asm8.view("i8")), value.unit, _zone(value.tzinfo)]
        return ["datetime", value.replace(tzinfo=None).isoformat(), value.fold, _zone(value.tzinfo)]

    def _timedelta(self, value: dt.timedelta, depth: int) -> Node:
        if isinstance(value, pd.Timedelta):
            return ["Timedelta", int(value.asm8.view("i8")), value.unit]
        return ["timedelta", value.days, value.seconds, value.microseconds]

    def _index(self, value: pd.Index, depth: int) -> Node:
        if isinstance(value, pd.RangeIndex):
            return ["range", value.start, value.stop, value.step, self.node(value.name, depth)]
        if isinstance(value, pd.MultiIndex):
            levels = [self._index(level, depth) for level in value.levels]
            codes = [self._array(np.asarray(code), depth) for code in value.codes]
            return ["multi", [self.node(name, depth) for name in value.names], levels, codes]
        return ["index", self.node(value.name, depth), self._column(value, depth)]

    def _series(self, value: "pd.Series[Any]", depth: int) -> Node:
        name, index = self.node(value.name, depth), self._index(value.index, depth)
        return ["series", name, index, self._column(value, depth)]

    def _frame(self, value: pd.DataFrame, depth: int) -> Node:
        columns = [self._column(value.iloc[:, i], depth, str(name)) for i, name in enumerate(value.columns)]
        return ["frame", self._index(value.columns, depth), self._index(value.index, depth), columns]

    def _column(self, data: Any, depth: int, name: str = "") -> Node:
        """The values of a series or index, with a dtype that comes back the same."""
        dtype, array = data.dtype, data.array
        try:
            if isinstance(dtype, np.dtype):
                if dtype.kind == "O":
                    return ["objects", [len(data)], [self.node(one, depth) for one in data.tolist()]]
                return self._array(data.to_numpy(), depth)
            if isinstance(dtype, pd.DatetimeTZDtype):
                return ["zoned", _zone(dtype.tz), self._array(np.asarray(array.tz_convert(None)), depth)]
            if isinstance(dtype, pd.CategoricalDtype):
                return [
                    "categories",
                    bool(dtype.ordered),
                    self._index(dtype.categories, depth),
                    self._array(array.codes, depth),
                ]
            if isinstance(dtype, pd.PeriodDtype):
                return ["periods", str(dtype)[len("period[") : -1], self._array(np.asarray(array.asi8), depth)]
            if isinstance(dtype, pd.IntervalDtype):
                return [
                    "intervals",
                    dtype.closed,
                    self._index(pd.Index(array.left), depth),
                    self._index(pd.Index(array.right), depth),
                ]
            if isinstance(dtype, pd.StringDtype):
                missing = "NA" if dtype.na_value is pd.NA else "nan"
                return ["strings", missing, self._arrow(pa.array(array, pa.large_string(), from_pandas=True))]
            if str(dtype) in _MASKED:
                return ["masked", str(dtype), self._arrow(pa.array(array))]
            if isinstance(dtype, pd.ArrowDtype):
                return ["arrow", self._arrow(pa.array(array))]
        except CannotTravel as error:
            raise CannotTravel(f"{error} in column {name!r}" if name else str(error)) from None
        raise CannotTravel(f"a column {name!r} of dtype {dtype}" if name else f"values of dtype {dtype}")

    def _arrow(self, array: Any) -> Node:
        """Arrow's buffers, compacted so that a slice carries no more than its own values."""
        plain = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        if pa.types.is_string(plain.type):
            plain = plain.cast(pa.large_string())
        kind = str(plain.type)
        if kind not in _ARROW:
            raise CannotTravel(f"Arrow values of type {kind}")
        compact = pa.concat_arrays([plain, plain[:0]]) if plain.offset or len(plain) else plain
        return [kind, len(compact), [None if one is None else self.blob(one) for one in compact.buffers()]]


_WRITERS: list[tuple[Any, Callable[[_Encoder, Any, int], Node]]] = [
    (type(pd.NA), lambda e, v, d: ["NA"]),
    (np.generic, _Encoder._scalar),
    (enum.Enum, lambda e, v, d: e.node(v.value, d)),
    (int, _Encoder._int),
    (float, _Encoder._float),
    (str, _Encoder._str),
    (dict, _Encoder._dict),
    (tuple, lambda e, v, d: e._dict(v._asdict(), d) if hasattr(v, "_asdict") else ["tuple", *(e.node(x, d) for x in tuple.__iter__(v))]),
    (list, lambda e, v, d: ["list", *(e.node(x, d) for x in list.__iter__(v))]),
    (set, lambda e, v, d: ["set", *(e.node(x, d) for x in set.__iter__(v))]),
    (frozenset, lambda e, v, d: ["frozenset", *(e.node(x, d) for x in frozenset.__iter__(v))]),
    (bytes, lambda e, v, d: ["bytes", e.blob(v)]),
    (bytearray, lambda e, v, d: ["bytes", e.blob(bytes(v))]),
    (np.ndarray, _Encoder._array),
    (pd.DataFrame, _Encoder._frame),
    (pd.Series, _Encoder._series),
    (pd.Index, _Encoder._index),
    (pd.api.extensions.ExtensionArray, lambda e, v, d: ["values", e._column(pd.Series(v), d)]),
    (dt.datetime, _Encoder._datetime),
    (dt.date, lambda e, v, d: ["date", v.year, v.month, v.day]),
    (dt.time, lambda e, v, d: ["time", v.replace(tzinfo=None).isoformat(), v.fold, _zone(v.tzinfo)]),
    (dt.timedelta, _Encoder._timedelta),
    (complex, lambda e, v, d: ["complex", repr(v.real), repr(v.imag)]),
    (Decimal, lambda e, v, d: ["decimal", str(_in_range(v))]),
    (uuid.UUID, lambda e, v, d: ["uuid", str(v)]),
    (type(pd.NaT), lambda e, v, d: ["NaT"]),
]  # fmt: skip


# --- decoding ------------------------------------------------------------------------------------------------------


class _Decoder:
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
        if read is not None:
            return read(self, rest, depth + 1)
        if self._opaque is None:
            raise WireError(f"unknown tag {tag[:40]!r}")
        return self._opaque(node)

    def _blob(self, position: Any) -> memoryview:
        """Each blob once: a message may not become larger by naming one again and again."""
        if type(position) is not int or not 0 <= position < len(self._blobs):
            raise WireError("no such blob")
        blob, self._blobs[position] = self._blobs[position], None
        if blob is None:
            raise WireError("a blob named twice")
        return blob

    def _count(self, values: int) -> None:
        """Values that will be objects of their own count as such."""
        self._nodes += values
        if self._nodes > MAX_NODES + 4:
            raise WireError("too many values")

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

    def _shape(self, shape: Any) -> tuple[int, ...]:
        if type(shape) is not list or len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("not a shape")
        if any(n > MAX_BYTES for n in shape):  # also of an empty array: its column sums would be as long
            raise WireError("too long an array")
        return tuple(shape)

    def _array(self, rest: Node, depth: int) -> np.ndarray[Any, Any]:
        kind, shape, blob = rest
        return np.frombuffer(self._blob(blob), dtype=_dtype(kind)).reshape(self._shape(shape)).copy()

    def _objects(self, rest: Node, depth: int) -> np.ndarray[Any, Any]:
        shape, items = rest
        flat = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            flat[i] = self.value(item, depth)
        return flat.reshape(self._shape(shape))

    def _scalar(self, rest: Node, depth: int) -> Any:
        kind, text = rest
        return np.frombuffer(bytes.fromhex(text), dtype=_dtype(kind), count=1)[0]

    def _datetime(self, rest: Node, depth: int) -> dt.datetime:
        text, fold, zone = rest
        return dt.datetime.fromisoformat(text).replace(tzinfo=_zone_back(zone), fold=fold)

    def _time(self, rest: Node, depth: int) -> dt.time:
        text, fold, zone = rest
        return dt.time.fromisoformat(text).replace(tzinfo=_zone_back(zone), fold=fold)

    def _timestamp(self, rest: Node, depth: int) -> Any:
        ticks, unit, zone = rest
        naive = pd.Timestamp(np.datetime64(ticks, _unit(unit)))
        return naive if zone is None else naive.tz_localize("UTC").tz_convert(_zone_back(zone))

    def _timedelta(self, rest: Node, depth: int) -> Any:
        ticks, unit = rest
        return pd.Timedelta(np.timedelta64(ticks, _unit(unit)))

    def _index(self, node: Node, depth: int) -> Any:
        value = self.value(node, depth)
        if not isinstance(value, pd.Index):
            raise WireError("an index was expected")
        return value

    def _range(self, rest: Node, depth: int) -> Any:
        start, stop, step, name = rest
        self._labels += len(range(start, stop, step))
        if self._labels > MAX_LABELS:
            raise WireError("too many labels")
        return pd.RangeIndex(start, stop, step, name=self.value(name, depth))

    def _multi(self, rest: Node, depth: int) -> Any:
        names, levels, codes = rest
        return pd.MultiIndex(
            levels=[self._index(level, depth) for level in levels],
            codes=[self.value(code, depth) for code in codes],
            names=[self.value(name, depth) for name in names],
            verify_integrity=True,
        )

    def _plain_index(self, rest: Node, depth: int) -> Any:
        name, column = rest
        values = self._values(column, depth)
        return pd.Index(values, name=self.value(name, depth), dtype=values.dtype, copy=False)

    def _series(self, rest: Node, depth: int) -> Any:
        name, index, column = rest
        values, labels = self._values(column, depth), self._index(index, depth)
        if len(values) != len(labels):
            raise WireError("a series and its index differ in length")
        return pd.Series(values, index=labels, name=self.value(name, depth), dtype=values.dtype, copy=False)

    def _frame(self, rest: Node, depth: int) -> pd.DataFrame:
        names, index, columns = rest
        labels, header = self._index(index, depth), self._index(names, depth)
        arrays = [self._values(column, depth) for column in columns]
        if len(arrays) != len(header) or any(len(array) != len(labels) for array in arrays):
            raise WireError("a frame whose columns differ in length")
        # as series with their dtype said: a bare object array of text or times would be given another one
        named = {i: pd.Series(array, index=labels, dtype=array.dtype, copy=False) for i, array in enumerate(arrays)}
        frame = pd.DataFrame(named, index=labels, columns=range(len(arrays)))
        return frame.set_axis(header, axis=1)

    def _values(self, node: Node, depth: int) -> Any:
        """One-dimensional values with their dtype."""
        tag, rest = node[0], node[1:]
        if tag in ("array", "objects"):
            array = self.value(node, depth)
            if array.ndim != 1:
                raise WireError("a column has one dimension")
            if array.dtype.kind in "SU":  # pandas makes an object of each
                self._count(len(array))
            return array
        if tag == "zoned":
            naive = pd.DatetimeIndex(self._array(rest[1][1:], depth))
            return naive.tz_localize("UTC").tz_convert(_zone_back(rest[0])).array
        if tag == "categories":
            ordered, categories, codes = rest
            return pd.Categorical.from_codes(
                self._array(codes[1:], depth), self._index(categories, depth), ordered=ordered is True
            )
        if tag == "periods":
            return pd.PeriodIndex.from_ordinals(self._array(rest[1][1:], depth), freq=str(rest[0])[:16]).array
        if tag == "intervals":
            left, right = self._index(rest[1], depth), self._index(rest[2], depth)
            return pd.arrays.IntervalArray.from_arrays(left, right, closed=rest[0])
        if tag == "strings":
            missing = pd.NA if rest[0] == "NA" else np.nan
            return pd.StringDtype(na_value=missing).__from_arrow__(self._arrow(rest[1]))
        if tag == "masked":
            return _MASKED[rest[0]].__from_arrow__(self._arrow(rest[1]))
        if tag == "arrow":
            array = self._arrow(rest[0])
            return pd.ArrowDtype(array.type).__from_arrow__(array)
        raise WireError(f"no values: {str(tag)[:40]!r}")

    def _arrow(self, node: Node) -> Any:
        kind, length, blobs = node
        if type(length) is not int or not 0 <= length <= MAX_BYTES:
            raise WireError("not a length")
        buffers = [None if one is None else pa.py_buffer(bytes(self._blob(one))) for one in blobs]
        array = pa.Array.from_buffers(_ARROW[kind], length, buffers)
        array.validate(full=True)
        return array


class _Spread:
    """Refuses keys that were chosen to have one hash, with which a dict or set of n takes n² steps."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def add(self, key: Any) -> None:
        mark = hash(key)
        self._seen[mark] = self._seen.get(mark, 0) + 1
        if self._seen[mark] > _MAX_ALIKE:
            raise WireError("keys of one hash")


def _unit(unit: Any) -> Any:
    if unit not in ("s", "ms", "us", "ns"):
        raise WireError("not a unit of time")
    return unit


_READERS: dict[str, Callable[[_Decoder, Node, int], Any]] = {
    "list": lambda d, rest, depth: [d.value(one, depth) for one in rest],
    "tuple": lambda d, rest, depth: tuple(d.value(one, depth) for one in rest),
    "set": _Decoder._set,
    "frozenset": lambda d, rest, depth: frozenset(d._set(rest, depth)),
    "dict": _Decoder._dict,
    "bytes": lambda d, rest, depth: bytes(d._blob(rest[0])),
    "array": _Decoder._array,
    "objects": _Decoder._objects,
    "scalar": _Decoder._scalar,
    "datetime": _Decoder._datetime,
    "time": _Decoder._time,
    "Timestamp": _Decoder._timestamp,
    "Timedelta": _Decoder._timedelta,
    "range": _Decoder._range,
    "multi": _Decoder._multi,
    "index": _Decoder._plain_index,
    "series": _Decoder._series,
    "frame": _Decoder._frame,
    "values": lambda d, rest, depth: d._values(rest[0], depth),
}
