"""What pandas adds to the wire format.

Columns of frames are numpy buffers, or Arrow buffers without Arrow's IPC metadata: nothing is compressed, nothing is
nested, every length is known before use.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from signoff.sandbox.arrays import read_array, write_array
from signoff.sandbox.channel import MAX_BYTES, WireError
from signoff.sandbox.codec import CannotTravel, Decoder, Encoder, Node, zone_node, zone_of

_WEIGHT = 40
"""A pandas object takes as long to make as so many plain values."""
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


# --- encoding ---


def _write_index(e: Encoder, value: pd.Index, depth: int) -> Node:
    if isinstance(value, pd.RangeIndex):
        return ["range", value.start, value.stop, value.step, e.node(value.name, depth)]
    if isinstance(value, pd.MultiIndex):
        levels = [_write_index(e, _listed(level), depth) for level in value.levels]
        codes = [write_array(e, np.asarray(code), depth) for code in value.codes]
        return ["multi", [e.node(name, depth) for name in value.names], levels, codes]
    return ["index", e.node(value.name, depth), _write_column(e, value, depth)]


def _write_series(e: Encoder, value: "pd.Series[Any]", depth: int) -> Node:
    name, index = e.node(value.name, depth), _write_index(e, value.index, depth)
    return ["series", name, index, _write_column(e, value, depth)]


def _write_frame(e: Encoder, value: pd.DataFrame, depth: int) -> Node:
    columns = [_write_column(e, value.iloc[:, i], depth, str(name)) for i, name in enumerate(value.columns)]
    return ["frame", _write_index(e, value.columns, depth), _write_index(e, value.index, depth), columns]


def _write_column(e: Encoder, data: Any, depth: int, name: str = "") -> Node:
    """The values of a series or index, with a dtype that comes back the same."""
    e.weigh(2 * _WEIGHT)  # as much as the reader counts for it and its index
    dtype, array = data.dtype, data.array
    try:
        if isinstance(dtype, np.dtype):
            if dtype.kind == "O":
                return ["objects", [len(data)], [e.node(one, depth) for one in data.tolist()]]
            return write_array(e, data.to_numpy(), depth)
        if isinstance(dtype, pd.DatetimeTZDtype):
            return ["zoned", zone_node(dtype.tz), write_array(e, np.asarray(array.tz_convert(None)), depth)]
        if isinstance(dtype, pd.CategoricalDtype):
            return [
                "categories",
                bool(dtype.ordered),
                _write_index(e, _listed(dtype.categories), depth),
                write_array(e, array.codes, depth),
            ]
        if isinstance(dtype, pd.PeriodDtype):
            return ["periods", str(dtype)[len("period[") : -1], write_array(e, np.asarray(array.asi8), depth)]
        if isinstance(dtype, pd.IntervalDtype):
            return [
                "intervals",
                dtype.closed,
                _write_index(e, _listed(pd.Index(array.left)), depth),
                _write_index(e, _listed(pd.Index(array.right)), depth),
            ]
        if isinstance(dtype, pd.StringDtype):
            missing = "NA" if dtype.na_value is pd.NA else "nan"
            return ["strings", missing, _write_arrow(e, pa.array(array, pa.large_string(), from_pandas=True))]
        if str(dtype) in _MASKED:
            return ["masked", str(dtype), _write_arrow(e, pa.array(array))]
        if isinstance(dtype, pd.ArrowDtype):
            return ["arrow", _write_arrow(e, pa.array(array))]
    except CannotTravel as error:
        raise CannotTravel(f"{error} in column {name!r}" if name else str(error)) from None
    raise CannotTravel(f"a column {name!r} of dtype {dtype}" if name else f"values of dtype {dtype}")


def _write_arrow(e: Encoder, array: Any) -> Node:
    """Arrow's buffers, compacted so that a slice carries no more than its own values."""
    plain = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if pa.types.is_string(plain.type):
        plain = plain.cast(pa.large_string())
    kind = str(plain.type)
    if kind not in _ARROW:
        raise CannotTravel(f"Arrow values of type {kind}")
    compact = pa.concat_arrays([plain, plain[:0]]) if plain.offset or len(plain) else plain
    return [kind, len(compact), [None if one is None else e.blob(one) for one in compact.buffers()]]


def _write_timestamp(e: Encoder, value: pd.Timestamp, depth: int) -> Node:
    return ["Timestamp", int(value.asm8.view("i8")), value.unit, zone_node(value.tzinfo)]


def _write_timedelta(e: Encoder, value: pd.Timedelta, depth: int) -> Node:
    return ["Timedelta", int(value.asm8.view("i8")), value.unit]


def _listed(index: pd.Index) -> pd.Index:
    """The index with its labels one by one: only rows and columns may be told as a range."""
    return pd.Index(index.to_numpy(), name=index.name) if isinstance(index, pd.RangeIndex) else index


# before the plain ones: a timestamp is a datetime, too
WRITERS: list[tuple[Any, Callable[[Encoder, Any, int], Node]]] = [
    (type(pd.NA), lambda e, v, d: ["NA"]),
    (type(pd.NaT), lambda e, v, d: ["NaT"]),
    (pd.DataFrame, _write_frame),
    (pd.Series, _write_series),
    (pd.Index, _write_index),
    (pd.api.extensions.ExtensionArray, lambda e, v, d: ["values", _write_column(e, pd.Series(v), d)]),
    (pd.Timestamp, _write_timestamp),
    (pd.Timedelta, _write_timedelta),
]


# --- decoding ---


def _read_timestamp(d: Decoder, rest: Node, depth: int) -> Any:
    ticks, unit, zone = rest
    naive = pd.Timestamp(np.datetime64(ticks, _unit(unit)))
    return naive if zone is None else naive.tz_localize("UTC").tz_convert(zone_of(zone))


def _read_timedelta(d: Decoder, rest: Node, depth: int) -> Any:
    ticks, unit = rest
    return pd.Timedelta(np.timedelta64(ticks, _unit(unit)))


def _read_index(d: Decoder, node: Node, depth: int) -> Any:
    d.count(_WEIGHT)
    value = d.value(node, depth)
    if not isinstance(value, pd.Index):
        raise WireError("an index was expected")
    return value


def _read_listed(d: Decoder, node: Node, depth: int) -> Any:
    """An index whose labels were all sent: a range would become as long as it says it is."""
    index = _read_index(d, node, depth)
    if isinstance(index, pd.RangeIndex):
        raise WireError("a range where labels were expected")
    return index


def _read_range(d: Decoder, rest: Node, depth: int) -> Any:
    start, stop, step, name = rest
    d.count_labels(len(range(start, stop, step)))
    return pd.RangeIndex(start, stop, step, name=d.value(name, depth))


def _read_multi(d: Decoder, rest: Node, depth: int) -> Any:
    names, levels, codes = rest
    return pd.MultiIndex(
        levels=[_read_listed(d, level, depth) for level in levels],
        codes=[d.value(code, depth) for code in codes],
        names=[d.value(name, depth) for name in names],
        verify_integrity=True,
    )


def _read_plain_index(d: Decoder, rest: Node, depth: int) -> Any:
    name, column = rest
    values = _read_values(d, column, depth)
    return pd.Index(values, name=d.value(name, depth), dtype=values.dtype, copy=False)


def _read_series(d: Decoder, rest: Node, depth: int) -> Any:
    name, index, column = rest
    values, labels = _read_values(d, column, depth), _read_index(d, index, depth)
    if len(values) != len(labels):
        raise WireError("a series and its index differ in length")
    return pd.Series(values, index=labels, name=d.value(name, depth), dtype=values.dtype, copy=False)


def _read_frame(d: Decoder, rest: Node, depth: int) -> pd.DataFrame:
    names, index, columns = rest
    labels, header = _read_index(d, index, depth), _read_index(d, names, depth)
    arrays = [_read_values(d, column, depth) for column in columns]
    if len(arrays) != len(header) or any(len(array) != len(labels) for array in arrays):
        raise WireError("a frame whose columns differ in length")
    # as series with their dtype said: a bare object array of text or times would be given another one
    named = {i: pd.Series(array, index=labels, dtype=array.dtype, copy=False) for i, array in enumerate(arrays)}
    frame = pd.DataFrame(named, index=labels, columns=range(len(arrays)))
    return frame.set_axis(header, axis=1)


def _read_values(d: Decoder, node: Node, depth: int) -> Any:
    """One-dimensional values with their dtype."""
    d.count(_WEIGHT)
    tag, rest = node[0], node[1:]
    if tag in ("array", "objects"):
        array = d.value(node, depth)
        if array.ndim != 1:
            raise WireError("a column has one dimension")
        if array.dtype.kind in "SU":  # pandas makes an object of each
            d.count(len(array))
        return array
    if tag == "zoned":
        naive = pd.DatetimeIndex(read_array(d, rest[1][1:], depth))
        return naive.tz_localize("UTC").tz_convert(zone_of(rest[0])).array
    if tag == "categories":
        ordered, categories, codes = rest
        return pd.Categorical.from_codes(
            read_array(d, codes[1:], depth), _read_listed(d, categories, depth), ordered=ordered is True
        )
    if tag == "periods":
        return pd.PeriodIndex.from_ordinals(read_array(d, rest[1][1:], depth), freq=str(rest[0])[:16]).array
    if tag == "intervals":
        left, right = _read_listed(d, rest[1], depth), _read_listed(d, rest[2], depth)
        return pd.arrays.IntervalArray.from_arrays(left, right, closed=rest[0])
    if tag == "strings":
        missing = pd.NA if rest[0] == "NA" else np.nan
        return pd.StringDtype(na_value=missing).__from_arrow__(_read_arrow(d, rest[1]))
    if tag == "masked":
        return _MASKED[rest[0]].__from_arrow__(_read_arrow(d, rest[1]))
    if tag == "arrow":
        array = _read_arrow(d, rest[0])
        return pd.ArrowDtype(array.type).__from_arrow__(array)
    raise WireError(f"no values: {str(tag)[:40]!r}")


def _read_arrow(d: Decoder, node: Node) -> Any:
    kind, length, blobs = node
    if type(length) is not int or not 0 <= length <= MAX_BYTES:
        raise WireError("not a length")
    d.count_labels(length)  # of a bit a byte or two will be made
    buffers = [None if one is None else pa.py_buffer(bytes(d.take(one))) for one in blobs]
    array = pa.Array.from_buffers(_ARROW[kind], length, buffers)
    array.validate(full=True)
    return array


def _unit(unit: Any) -> Any:
    if unit not in ("s", "ms", "us", "ns"):
        raise WireError("not a unit of time")
    return unit


READERS: dict[str, Callable[[Decoder, Node, int], Any]] = {
    "Timestamp": _read_timestamp,
    "Timedelta": _read_timedelta,
    "range": _read_range,
    "multi": _read_multi,
    "index": _read_plain_index,
    "series": _read_series,
    "frame": _read_frame,
    "values": lambda d, rest, depth: _read_values(d, rest[0], depth),
    "NaT": lambda d, rest, depth: pd.NaT,
    "NA": lambda d, rest, depth: pd.NA,
}
