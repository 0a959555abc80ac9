"""Whatever bytes arrive, the trusted side gets plain data or a `WireError`, in time and memory that the bytes pay for."""

import contextlib
import datetime as dt
import json
import math
import signal
import socket
import struct
import tracemalloc
import uuid
from collections.abc import Iterator
from decimal import Decimal

import hypothesis.extra.numpy as npst
import hypothesis.extra.pandas as pdst
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signoff.sandbox.channel import MAX_BYTES, Channel, Closed, WireError
from signoff.sandbox.codec import decode, encode
from signoff.sandbox.remote import Handle, LimitMet, Opaque, SubmissionRaised, result
from signoff.sandbox.stub import Stub

TIMES, MORE = 120, 4 << 20
"""Decoding takes at most so many bytes for each that arrived, and some that no message pays for. The dearest is an empty
column: twenty characters that become a pandas object of two kilobytes."""
CPU_S = 20

settings.register_profile(
    "wire", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WIRE = settings.get_profile("wire")


# --- messages ------------------------------------------------------------------------------------------------------


def message(tree: object, *blobs: bytes) -> bytes:
    """The bytes for a tree (JSON text, or what becomes it) and its blobs."""
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    sizes = struct.pack(f"<{len(blobs)}Q", *map(len, blobs))
    return struct.pack("<4sIQ", b"SGN1", len(blobs), len(text)) + sizes + text + b"".join(blobs)


@contextlib.contextmanager
def paid_for(data: bytes) -> Iterator[None]:
    """Fails when what happens inside takes more memory or CPU than `data` pays for."""

    def late(*_: object) -> None:
        raise AssertionError(f"more than {CPU_S} s of CPU")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_S)
    tracemalloc.start()
    try:
        yield
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert peak <= TIMES * len(data) + MORE, f"{peak:,} bytes for a message of {len(data):,}"


def survives(data: bytes) -> object:
    """What a message decodes to, or the `WireError`; anything else is a failure."""
    with paid_for(data):
        try:
            found = decode(data)
        except WireError as error:
            found = error
    return found


PLAIN = (
    type(None), bool, int, float, str, bytes, complex, list, tuple, set, frozenset, dict, dt.date, dt.datetime, dt.time,
    dt.timedelta, Decimal, uuid.UUID, np.generic, np.ndarray, pd.DataFrame, pd.Series, pd.Index, pd.Timestamp,
    pd.Timedelta, type(pd.NaT), type(pd.NA), pd.api.extensions.ExtensionArray, WireError,
)  # fmt: skip


# --- random bytes --------------------------------------------------------------------------------------------------


@settings(WIRE, max_examples=300)
@given(st.binary(max_size=2000))
def test_random_bytes(data):
    assert isinstance(survives(data), WireError)


@settings(WIRE, max_examples=300)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1), st.binary(max_size=200))
def test_random_bytes_behind_a_head(count, size, data):
    assert isinstance(survives(struct.pack("<4sIQ", b"SGN1", count, size) + data), PLAIN)


@settings(WIRE, max_examples=200)
@given(
    st.text(max_size=300) | st.from_regex(r'\A[\[\]{}",:0-9eE.\-a-z]{0,300}\Z'),
    st.lists(st.binary(max_size=50), max_size=3),
)
def test_random_text_where_a_tree_belongs(text, blobs):
    assert isinstance(survives(message(text.encode(errors="surrogatepass"), *blobs)), PLAIN)


# --- damaged messages ----------------------------------------------------------------------------------------------

_TIMES = pd.date_range("2026-01-01", periods=3, tz="Europe/Berlin")
SAMPLES = [
    encode(value)
    for value in (
        [1, -0.5, "żółć", b"\x00\xff", None, True, 10**50, float("nan"), 2j],
        {"a": [1, (2, {3})], 4: frozenset({"x"}), ("t",): {}},
        [dt.date(2026, 2, 28), dt.datetime(2026, 3, 1, tzinfo=dt.UTC), dt.time(1, 2), dt.timedelta(1), Decimal("1.10")],
        [uuid.UUID(int=5), pd.Timestamp("2026-01-01", tz="UTC"), pd.Timedelta("90min"), pd.NaT, pd.NA, np.float32(1)],
        [np.arange(6).reshape(2, 3), np.array(["a", "bcd"]), np.array([1, "a", None], dtype=object)],
        pd.DataFrame({"i": [1, 2, 3], "f": [1.5, np.nan, np.inf], "s": ["a", None, "ż"], "t": _TIMES}),
        pd.DataFrame(
            {
                "n": pd.array([1, None, 3], "Int64"),
                "b": pd.array([True, None, False], "boolean"),
                "c": pd.Categorical(["b", None, "a"]),
                "p": pd.period_range("2026-01", periods=3, freq="M"),
                "v": pd.cut([1, 2, 3], [0, 1, 2, 3]),
                "o": [{"a": 1}, [1], dt.date(2026, 1, 1)],
            }
        ),
        pd.Series([1, 2], pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["n", None]), name=("x", 1)),
        pd.Series([1, None], dtype="int32[pyarrow]"),
    )
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid message after one to four accidents."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        if not data:
            break
        at, upto = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        match draw(st.sampled_from(["flip", "cut", "tail", "double", "length", "swap", "digit"])):
            case "flip":
                data[at % len(data)] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[at:upto]
            case "tail":
                data += draw(st.binary(max_size=20))
            case "double":
                data[at:at] = data[at:upto]
            case "length":  # one of the lengths in the head: the numbers of blobs, of the tree, of each blob
                where = draw(st.sampled_from([4, 8, 16, 24, 32]))
                data[where : where + 8] = struct.pack("<Q", draw(st.integers(0, 2**64 - 1) | st.integers(0, 4096)))
            case "swap" if len(data) >= 32:
                data[16:24], data[24:32] = data[24:32], data[16:24]
            case "digit":
                digits = [i for i, one in enumerate(data) if chr(one).isdigit()]
                if digits:
                    data[draw(st.sampled_from(digits))] = draw(st.sampled_from(b"0123456789-"))
    return bytes(data)


@settings(WIRE, max_examples=600)
@given(damaged())
def test_damaged_messages(data):
    assert isinstance(survives(data), PLAIN)


# --- trees of the format's own words -------------------------------------------------------------------------------

_NUMBERS = st.sampled_from(
    [0, 1, -1, 2, 3, 7, 8, 255, 256, 2**31, 2**61 - 1, 2**62, 2**63, 2**64, 10**18, 10**30, -(2**63)]
)
_WORDS = st.sampled_from(
    ["", "a", "nan", "NA", "inf", "-inf", "1e999999999", "1e6000", "0", "00", "ff" * 8, "UTC", "Europe/Berlin", "../etc/passwd",
     "s", "ms", "us", "ns", "D", "M", "left", "both", "2026-01-01", "2026-01-01T00:00:00", "12:00", "\ud800", "Int64",
     "boolean", "Float64", "int64", "bool", "large_string", "date32[day]", "timestamp[ns]", "null", "dictionary"]
)  # fmt: skip
_DTYPES = st.sampled_from(
    ["|i1", "<i8", ">i4", "|b1", "<f8", "<f2", "<c16", "<M8[s]", "<M8[D]", "<M8", "<m8[ns]", "<U1", "<U3", "|S2", "|O", "<U0",
     "|V8", "<f16", "(2,)i4", "i4,i4", "<M8[1000000s]", "O", "<U1000000", "S2147483647", "", "x"]
)  # fmt: skip
_LEAVES = st.none() | st.booleans() | _NUMBERS | st.integers() | st.floats() | _WORDS | st.text(max_size=5)
_BLOB = st.integers(-1, 4)
_SHAPE = st.lists(_NUMBERS | st.integers(0, 4), max_size=3) | st.lists(st.just(1), min_size=30, max_size=70)
_ARRAY = st.tuples(st.just("array"), _DTYPES, _SHAPE, _BLOB).map(list)
_ONE = st.tuples(st.just("array"), _DTYPES, st.tuples(st.integers(0, 8)).map(list), _BLOB).map(list)
_ZONES = (
    st.none()
    | st.just(["utc"])
    | st.tuples(st.just("zone"), _WORDS).map(list)
    | st.tuples(st.just("offset"), _LEAVES).map(list)
)
_ARROWS = st.tuples(
    _WORDS, _NUMBERS | st.integers(0, 40), st.lists(st.none() | _BLOB, max_size=4)
).map(list)  # fmt: skip


def tagged(tag: str, *arguments: st.SearchStrategy) -> st.SearchStrategy:
    return st.tuples(st.just(tag), *arguments).map(list)


def extended(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Nodes over nodes: what the format says, and what it nearly says."""
    some = st.lists(inner, max_size=4)
    index = st.one_of(
        tagged("range", _NUMBERS, _NUMBERS, _NUMBERS, inner),
        tagged("index", inner, _ONE | inner),
        tagged("multi", some, some, some),
        inner,
    )
    column = st.one_of(
        _ONE,
        tagged("objects", _SHAPE, some),
        tagged("zoned", _ZONES, _ONE),
        tagged("categories", _LEAVES, index, _ONE),
        tagged("periods", _WORDS, _ONE),
        tagged("intervals", _WORDS, index, index),
        tagged("strings", _WORDS, _ARROWS),
        tagged("masked", _WORDS, _ARROWS),
        tagged("arrow", _ARROWS),
        inner,
    )
    return st.one_of(
        *(some.map(lambda rest, tag=tag: [tag, *rest]) for tag in ("list", "tuple", "set", "frozenset", "objects")),
        st.lists(st.tuples(inner, inner).map(list), max_size=4).map(lambda pairs: ["dict", *pairs]),
        tagged("series", inner, index, column),
        tagged("frame", index, index, st.lists(column, max_size=3)),
        tagged("values", column),
        index,
        column,
        some,
        st.lists(_LEAVES | inner, max_size=4).flatmap(
            lambda rest: st.sampled_from(TAGS).map(lambda tag: [tag, *rest])
        ),
    )  # fmt: skip


TAGS = [
    "float", "complex", "date", "timedelta", "decimal", "uuid", "NaT", "NA", "list", "tuple", "set", "frozenset", "dict",
    "bytes", "array", "objects", "scalar", "datetime", "time", "Timestamp", "Timedelta", "range", "multi", "index", "series",
    "frame", "values", "zoned", "categories", "periods", "intervals", "strings", "masked", "arrow", "handle", "stub", "Q",
]  # fmt: skip
_SIMPLE = st.one_of(
    _LEAVES,
    _ARRAY,
    tagged("bytes", _BLOB),
    tagged("scalar", _DTYPES, _WORDS),
    tagged("Timestamp", _NUMBERS, _WORDS, _ZONES),
    tagged("Timedelta", _NUMBERS, _WORDS),
    tagged("datetime", _WORDS, _NUMBERS, _ZONES),
    tagged("time", _WORDS, _NUMBERS, _ZONES),
    tagged("date", _NUMBERS, _NUMBERS, _NUMBERS),
    tagged("timedelta", _NUMBERS, _NUMBERS, _NUMBERS),
    tagged("decimal", _WORDS),
    tagged("float", _WORDS),
    tagged("complex", _WORDS, _WORDS),
)
TREES = st.recursive(_SIMPLE, extended, max_leaves=12)
BLOBS = st.lists(
    st.binary(max_size=64) | st.integers(0, 64).map(bytes) | st.lists(st.integers(-2, 70), max_size=9).map(lambda n: struct.pack(f"<{len(n)}q", *n)),
    max_size=4,
)  # fmt: skip


@settings(WIRE, max_examples=600)
@given(TREES, BLOBS)
def test_trees_of_known_words(tree, blobs):
    assert isinstance(survives(message(tree, *blobs)), PLAIN)


# --- the two places where the trusted side reads -------------------------------------------------------------------


class _Nobody:
    """Owns handles, and is never asked."""

    generation = 1


class _Clock:
    def now(self, *args: object, **kwargs: object) -> float:
        return 1.5


_REPLIES = st.one_of(
    TREES.map(lambda node: ["dict", ["value", node]]),
    TREES.map(lambda node: ["dict", ["raised", node]]),
    st.tuples(*[_LEAVES | TREES] * 5).map(
        lambda five: ["dict", ["raised", ["dict", *([k, v] for k, v in zip(("kind", "type", "text", "function", "line"), five, strict=True))]]]
    ),
    st.tuples(_NUMBERS | _LEAVES, _LEAVES).map(lambda pair: ["dict", ["value", ["list", ["handle", *pair]]]]),
)  # fmt: skip


@settings(WIRE, max_examples=250)
@given(_REPLIES, BLOBS)
def test_replies(tree, blobs):
    data = message(tree, *blobs)
    with paid_for(data), contextlib.suppress(WireError, SubmissionRaised, LimitMet):
        assert isinstance(result(data, Opaque(_Nobody())), (*PLAIN, Handle))


_CALLS = st.tuples(
    st.just(0) | _LEAVES | TREES,
    st.just("now") | _LEAVES | TREES,
    st.just(["list"]) | st.lists(TREES, max_size=3).map(lambda some: ["list", *some]) | TREES,
    st.just(["dict"]) | st.dictionaries(st.text(max_size=3), _LEAVES, max_size=2).map(lambda d: ["dict", *map(list, d.items())]) | TREES,
).map(lambda four: ["dict", *map(list, zip(("stub", "method", "args", "kwargs"), four, strict=True))])  # fmt: skip


@settings(WIRE, max_examples=250)
@given(_CALLS | TREES, BLOBS)
def test_calls_of_stubs(tree, blobs):
    opaque = Opaque(_Nobody())
    opaque.outward(Stub(_Clock(), frozenset({"now"})))
    data = message(tree, *blobs)
    with paid_for(data), contextlib.suppress(WireError):
        opaque.answer(opaque.call(data))


# --- frames of the channel -----------------------------------------------------------------------------------------


def received(data: bytes) -> list[tuple[bytes, bytes]]:
    """The frames that a channel reads out of a stream which then ends."""
    mine, its = socket.socketpair()
    with mine, its:
        its.sendall(data)
        its.shutdown(socket.SHUT_WR)
        channel, frames = Channel(mine), []
        with contextlib.suppress(Closed, WireError):
            while True:
                frames.append(channel.receive())
        return frames


@settings(WIRE, max_examples=300)
@given(
    st.lists(st.tuples(st.binary(min_size=1, max_size=1), st.binary(max_size=300)), max_size=4), st.binary(max_size=8)
)
def test_frames_arrive_whole_or_not_at_all(frames, rest):
    sent = b"".join(struct.pack("<cQ", kind, len(payload)) + payload for kind, payload in frames)
    assert received(sent + rest) == frames


@settings(WIRE, max_examples=300)
@given(st.binary(max_size=500))
def test_random_streams_end(data):
    with paid_for(data):
        assert sum(9 + len(payload) for _, payload in received(data)) <= len(data)


@pytest.mark.parametrize("length", [1000, MAX_BYTES, MAX_BYTES + 1, 2**63, 2**64 - 1])
def test_an_announced_length_reserves_nothing(length):
    with paid_for(b""):
        assert received(struct.pack("<cQ", b"R", length) + b"SGN1") == []


@pytest.mark.parametrize("tick", [None, lambda: None])
def test_an_end_is_no_unread_message(tick):
    mine, its = socket.socketpair()
    with mine, its:
        channel = Channel(mine, tick)
        assert not channel.has_unread
        its.sendall(b"R")
        assert channel.has_unread
        assert channel.has_unread  # looking takes nothing away
        its.close()
        assert channel.has_unread
        assert mine.recv(1) == b"R"
        with pytest.raises(Closed):
            _ = channel.has_unread


# --- what once did harm --------------------------------------------------------------------------------------------

_EMPTY_RANGE = ["range", 0, 0, 1, None]
_MERSENNE = 2**61 - 1
BOMBS = {
    "one blob named often": (["list", *(["bytes", 0] for _ in range(2000))], bytes(1 << 16)),
    "one blob in many columns": (
        ["frame", ["range", 0, 500, 1, None], ["range", 0, 1 << 13, 1, None], [["array", "<f8", [1 << 13], 0]] * 500],
        bytes(1 << 16),
    ),
    "a range of 10**18": (["range", 0, 10**18, 1, None],),
    "a frame of 10**18 rows": (["frame", _EMPTY_RANGE, ["range", 0, 10**18, 1, None], []],),
    "many ranges": (["list", *(["range", 0, 1 << 25, 1, None] for _ in range(1000))],),
    "a range as a level": (["multi", [None], [["range", 0, 10**17, 1, None]], [["array", "|i1", [0], 0]]], b""),
    "int keys of one hash": (["dict", *([i * _MERSENNE, 0] for i in range(20_000))],),
    "complex keys of one hash": (
        ["dict", *([["complex", repr(-1000003.0 * i), repr(1.0 * i)], 0] for i in range(20_000))],
    ),
    "tuples of one hash": (["set", *(["tuple", *(-1 - (i >> bit & 1) for bit in range(14))] for i in range(1 << 14))],),
    "frozensets of one hash": (["frozenset", *(["tuple", i * _MERSENNE] for i in range(20_000))],),
    "decimals of one hash": (["set", *(["decimal", str(i * _MERSENNE)] for i in range(20_000))],),
    "a decimal's exponent": (["decimal", "1e999999999"],),
    "a decimal's small exponent": (["decimal", "1e-999999999"],),
    "a decimal's zero": (["decimal", "0e999999999"],),
    "a decimal's own list": (["decimal", [0, [1], 999999999]],),
    "a shape beyond its bytes": (["array", "<f8", [0, 2**62], 0], b""),
    "a shape that multiplies": (["array", "|i1", [2**40, 2**40, 0], 0], b""),
    "millions of empty lists": (b'["list"' + b',["list"]' * 4_500_000 + b"]",),
    "millions of brackets": (b'["list"' + b",[]" * 5_000_000 + b"]",),
    "millions of zeros": (b'["list"' + b",0" * 9_000_000 + b"]",),
    "deep brackets": (b"[" * 20_000,),
    "deep lists": (b'["list",' * 5000 + b"0" + b"]" * 5000,),
    "a short text as many objects": (["index", None, ["array", "|S1", [1 << 22], 0]], bytes(1 << 22)),
    "text arrays as a column": (["values", ["array", "<U1", [1 << 22], 0]], bytes(1 << 24)),
    "a dtype of two gigabytes": (["array", "S2147483647", [0], 0], b""),
    "an int of 5000 digits": (b"9" * 5000,),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(name):
    tree, *blobs = BOMBS[name]
    assert isinstance(survives(message(tree, *blobs)), WireError)


PRICEY = {
    "bits that become bytes": (["values", ["masked", "boolean", ["bool", 1 << 23, [None, 0]]]], bytes(1 << 20)),
    "empty columns": (["frame", ["range", 0, 5000, 1, None], _EMPTY_RANGE, [["objects", [0], []]] * 5000],),
    "empty series": (["list", *(["series", None, _EMPTY_RANGE, ["objects", [0], []]] for _ in range(1000))],),
    "empty frames": (["list", *(["frame", _EMPTY_RANGE, _EMPTY_RANGE, []] for _ in range(1000))],),
    "empty sets": (["list", *(["set"] for _ in range(20_000))],),
    "small ordinals": (["values", ["periods", "D", ["array", "|i1", [1 << 20], 0]]], bytes(1 << 20)),
    "small categories": (["values", ["categories", False, ["index", None, ["objects", [1], ["a"]]], ["array", "|i1", [1 << 20], 0]]], bytes(1 << 20)),
    "zones": (["list", *(["datetime", "2026-01-01T00:00:00", 0, ["zone", "Europe/Berlin"]] for _ in range(1000))],),
    "a wide multi-index": (["multi", [None] * 500, [["range", 0, 1, 1, None]] * 500, [["array", "|i1", [0], i] for i in range(500)]], *[b""] * 500),
    "levels from ranges": (["multi", [None], [["range", 0, 1 << 25, 1, None]], [["array", "|i1", [0], 0]]], b""),
    "categories from ranges": (["values", ["categories", False, ["range", 0, 1 << 25, 1, None], ["array", "|i1", [0], 0]]], b""),
    "intervals from ranges": (["values", ["intervals", "left", ["range", 0, 1 << 24, 1, None], ["range", 1, (1 << 24) + 1, 1, None]]],),
    "a header from a range": (["frame", ["range", 0, 1 << 25, 1, None], _EMPTY_RANGE, []],),
    "rows without columns": (["frame", _EMPTY_RANGE, ["range", 0, 1 << 25, 1, None], []],),
}  # fmt: skip


@pytest.mark.parametrize("name", PRICEY)
def test_what_grows_stays_within_its_price(name):
    """Short for what it becomes; allowed or refused, but never dearer than the stated multiple."""
    tree, *blobs = PRICEY[name]
    assert isinstance(survives(message(tree, *blobs)), PLAIN)


# --- there and back ------------------------------------------------------------------------------------------------

_STAMPS = st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1))
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**60), 10**60), st.floats(), st.text(), st.binary(), st.complex_numbers(),
    st.dates(), st.times(), st.timedeltas(), _STAMPS, _STAMPS.map(lambda one: one.replace(tzinfo=dt.UTC)),
    st.datetimes(timezones=st.timezones()), st.decimals(allow_nan=False, places=3), st.uuids(),
    _STAMPS.map(pd.Timestamp), _STAMPS.map(lambda one: pd.Timestamp(one, tz="Europe/Warsaw")),
)  # fmt: skip
_DTYPE = st.one_of(
    npst.boolean_dtypes(), npst.integer_dtypes(), npst.floating_dtypes(sizes=(16, 32, 64)), npst.complex_number_dtypes(sizes=(64, 128)),
    npst.datetime64_dtypes(max_period="s", min_period="ns"), npst.unicode_string_dtypes(max_len=5), npst.byte_string_dtypes(max_len=5),
)  # fmt: skip
_ARRAYS = npst.arrays(_DTYPE, npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
_COLUMNS = ["int64", "float64", "bool", "uint8", "float32", "datetime64[ns]", "timedelta64[ns]"]
_FRAMES = st.lists(st.sampled_from(_COLUMNS), min_size=1, max_size=4).flatmap(
    lambda kinds: pdst.data_frames([pdst.column(f"c{i}", dtype=kind) for i, kind in enumerate(kinds)], index=pdst.range_indexes(max_size=6))
)  # fmt: skip
_KEYS = st.text(max_size=5) | st.integers() | st.tuples(st.integers(), st.text(max_size=3))
VALUES = st.recursive(
    _SCALARS | _ARRAYS | _FRAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4) | st.tuples(inner, inner),
    max_leaves=10,
)


def same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
        return True
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, float):
        return (math.isnan(one) and math.isnan(other)) or (
            one == other and math.copysign(1, one) == math.copysign(1, other)
        )
    return one == other and repr(one) == repr(other)


@settings(WIRE, max_examples=200)
@given(VALUES)
def test_plain_data_comes_back_the_same(value):
    data = encode(value)
    with paid_for(data):
        assert same(value, decode(data))
