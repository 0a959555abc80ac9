"""The wire format: what goes in comes out the same, and no bytes make it misbehave."""

import contextlib
import dataclasses
import datetime as dt
import enum
import math
import typing
import uuid
import zoneinfo
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signoff.sandbox.codec import CannotTravel, WireError, decode, encode

BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def there_and_back(value):
    return decode(encode(value))


@pytest.mark.parametrize("value", [
    None, True, False, 0, -1, 2**63, 10**400, 1.5, -0.0, 1e-320, float("inf"), "", "żółć €", "\ud800", b"", b"\x00\xff",
    [], [1, [2, [3]]], (1, "a"), {1, 2}, frozenset({"a"}), {}, {"a": 1, 2: [None], (1, 2): b"x"}, 3 + 4j,
    dt.date(2026, 2, 28), dt.datetime(2026, 3, 1, 12), dt.datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=dt.UTC),
    dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-3))),
    dt.time(1, 2, 3, 4), dt.time(1, 2, tzinfo=dt.UTC), dt.timedelta(days=-1, microseconds=7), Decimal("1.10"),
    uuid.UUID(int=5), pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-01 10:00:00.000001", tz="UTC"),
    pd.Timestamp("2026-01-01 10:00", tz=BERLIN), pd.Timestamp("2026-01-01").as_unit("s"), pd.Timedelta("90min"),
], ids=repr)  # fmt: skip
def test_plain_values_come_back_equal_and_of_the_same_type(value):
    back = there_and_back(value)
    assert type(back) is type(value)
    assert back == value
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    "scalar",
    [np.float64(0.1), np.float32(0.1), np.int8(-3), np.bool_(True), np.datetime64("2026-01-01T00", "h"), np.str_("x")],
)
def test_numpy_scalars_keep_their_dtype(scalar):
    back = there_and_back(scalar)
    assert back == scalar
    assert back.dtype == scalar.dtype


@pytest.mark.parametrize("array", [
    np.arange(6).reshape(2, 3), np.array([]), np.zeros((0, 4), np.float32), np.array(5.0), np.array([1, np.nan, np.inf]),
    np.array(["a", "bcd"]), np.array([b"x", b""]), np.array(["2026-01-01", "NaT"], "M8[s]"), np.array([1 + 2j]),
    np.asfortranarray(np.arange(12.0).reshape(3, 4)), np.arange(10)[::3], np.array([1, "a", None, [2]], dtype=object),
    np.array([True, False]), np.arange(4, dtype=">i4"),
], ids=lambda a: f"{a.dtype}{a.shape}")  # fmt: skip
def test_arrays_keep_dtype_shape_and_values(array):
    back = there_and_back(array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable


COLUMNS = {
    "ints": pd.Series([1, 2, 3], dtype="int16"),
    "floats": pd.Series([1.5, np.nan, -np.inf]),
    "bools": pd.Series([True, False, True]),
    "text": pd.Series(["a", None, "żółć"], dtype="str"),
    "string": pd.Series(["a", None, ""], dtype="string"),
    "object_text": pd.Series(["a", "b", "c"], dtype=object),
    "object_times": pd.Series(
        [pd.Timestamp("2026-01-01", tz="UTC"), pd.NaT, pd.Timestamp("2026-01-02", tz="UTC")], dtype=object
    ),
    "python_str": pd.Series(["a", None, 3], dtype=object),
    "nullable": pd.Series([1, None, 3], dtype="Int64"),
    "nullable_bool": pd.Series([True, None, False], dtype="boolean"),
    "nullable_float": pd.Series([1.5, None, 2.5], dtype="Float32"),
    "utc": pd.to_datetime(pd.Series(["2026-01-01 00:00", None, "2026-03-29 01:30"]), utc=True),
    "berlin": pd.to_datetime(pd.Series(["2026-01-01 00:00", None, "2026-03-29 01:30"]), utc=True).dt.tz_convert(BERLIN),
    "naive": pd.Series(pd.to_datetime(["2026-01-01", None, "2026-05-05"])).astype("M8[ms]"),
    "delta": pd.Series(pd.to_timedelta([1, None, 3], "h")),
    "category": pd.Series(["b", None, "a"], dtype=pd.CategoricalDtype(["b", "a", "unused"], ordered=True)),
    "number_category": pd.Series(pd.Categorical([3, 1, 3])),
    "period": pd.Series(pd.period_range("2026-01", periods=3, freq="M")),
    "interval": pd.Series(pd.cut([1, 2, 3], [0, 1, 2, 3])),
    "arrow": pd.Series([1, None, 3], dtype="int32[pyarrow]"),
    "objects": pd.Series([{"a": 1}, [1, 2], dt.date(2026, 1, 1)], dtype=object),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_each_kind_of_column_survives(name):
    pd.testing.assert_series_equal(there_and_back(COLUMNS[name]), COLUMNS[name], check_freq=False)


@pytest.mark.parametrize("index", [
    pd.RangeIndex(5, 2, -1, name="r"), pd.Index([7, 7, 3]), pd.Index(["x", "y", "z"], name="who"),
    pd.date_range("2026-01-01", periods=3, tz="UTC", name="at"), pd.CategoricalIndex(["a", "b", "a"]),
    pd.MultiIndex.from_tuples([(1, "a"), (1, "b"), (2, "a")], names=["n", None]), pd.Index([1.5, None, 2]),
], ids=lambda i: type(i).__name__)  # fmt: skip
def test_frames_survive_with_index_columns_and_dtypes(index):
    frame = pd.DataFrame(COLUMNS).set_axis(index)
    pd.testing.assert_frame_equal(there_and_back(frame), frame, check_freq=False)


def test_frames_with_odd_headers_survive():
    twice = pd.DataFrame([[1, "a"], [2, "b"]], columns=["same", "same"])
    nested = pd.DataFrame(np.eye(2), columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))
    for frame in (twice, nested, pd.DataFrame(), pd.DataFrame(index=[1, 2]), pd.DataFrame(columns=["a"]), twice[:0]):
        pd.testing.assert_frame_equal(there_and_back(frame), frame)


def test_a_slice_carries_only_its_own_rows():
    long = pd.DataFrame({"text": ["some text"] * 100_000})
    assert len(encode(long[50_000:50_010])) < 2_000
    pd.testing.assert_frame_equal(there_and_back(long[50_000:50_010]), long[50_000:50_010])


def test_the_copy_shares_nothing_with_the_original():
    array = np.arange(3)
    there_and_back(array)[0] = 99
    assert array[0] == 0


class Colour(enum.Enum):
    RED = "red"


@dataclasses.dataclass
class Point:
    x: int
    tags: list


class Pair(typing.NamedTuple):
    left: int
    right: int


def test_records_arrive_as_dicts_and_subclasses_as_their_base():
    class Liar(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert there_and_back([Point(1, ["a"]), Pair(1, 2), Colour.RED]) == [
        {"x": 1, "tags": ["a"]},
        {"left": 1, "right": 2},
        "red",
    ]
    plain = there_and_back(Liar(2.0))
    assert type(plain) is float
    assert plain != 3.0

    class LyingFrame(pd.DataFrame):
        pass

    assert type(there_and_back(LyingFrame({"a": [1]}))) is pd.DataFrame


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(("value", "says"), [
    (object(), "builtins.object"), (lambda: 1, "function"), (nested(100), "deep"), (10**5000, "digits"),
    (pd.DataFrame({"a": [object()]}), "object"), (np.zeros(2, dtype=[("a", "i4")]), "an array of"), (iter([]), "iterator"),
], ids=["object", "function", "nested", "huge-int", "frame-of-objects", "structured", "iterator"])  # fmt: skip
def test_what_is_not_plain_data_is_refused_with_a_reason(value, says):
    with pytest.raises(CannotTravel, match=says):
        encode(value)


def test_a_list_that_holds_itself_is_refused():
    loop = []
    loop.append(loop)
    with pytest.raises(CannotTravel, match="deep"):
        encode(loop)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_raise_the_one_known_error(data):
    with pytest.raises(WireError):
        decode(data)


SAMPLES = [
    encode(value) for value in (pd.DataFrame(COLUMNS), [1, {"a": np.arange(5)}], pd.Timestamp("2026-01-01", tz="UTC"))
]


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_message_decodes_or_raises_the_one_known_error(message, data):
    at = data.draw(st.integers(0, len(message) - 1))
    length = data.draw(st.integers(0, 8))
    damaged = message[:at] + data.draw(st.binary(max_size=8)) + message[at + length :]
    with contextlib.suppress(WireError):
        decode(damaged)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8")) | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(plain)
def test_any_plain_tree_comes_back(value):
    def same(a, b):
        if isinstance(a, float):
            return a == b or (math.isnan(a) and math.isnan(b))
        if isinstance(a, dict):
            return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
        if isinstance(a, (list, tuple)):
            return len(a) == len(b) and all(map(same, a, b))
        return a == b

    back = there_and_back(value)
    assert type(back) is type(value)
    assert same(value, back)
