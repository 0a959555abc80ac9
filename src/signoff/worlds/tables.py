"""What a world's tables hold: a dictionary in TOML beside the simulator, and frames typed by it.

The dictionary is the one place for names, types, units and meanings; frames, pages and manifests are made from it.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

WORLDS = ("payments", "lending", "onboarding")

Text = Annotated[str, Field(min_length=1)]
Dtype = Literal["int64", "float64", "bool", "category", "str", "datetime64[us, UTC]", "Int64", "boolean"]
NO_TIME = np.iinfo(np.int64).min
"""Microseconds that stand for a missing time."""


class _Facts(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Column(_Facts):
    """One column: its name and dtype, what it means, its unit, and for a category its values in their order.

    `quantum` is the step in which a float64 is counted in a digest: 0.01 for money, a millionth if not said.
    """

    name: Text
    dtype: Dtype
    description: Text
    unit: Text | None = None
    values: Annotated[tuple[str, ...], Field(strict=False)] = ()
    quantum: float = 1e-6


class Table(_Facts):
    """One table: which side may see it, what a row is, and its columns in order."""

    name: Text
    side: Literal["observed", "truth"]
    one_row: Text
    columns: Annotated[tuple[Column, ...], Field(strict=False, alias="column")]


class WorldDictionary(_Facts):
    """All tables of a world, and what the world does not imitate."""

    id: Text
    title: Text
    story: Text
    not_imitated: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    tables: Annotated[tuple[Table, ...], Field(strict=False, alias="table")]

    def table(self, name: str, side: str = "observed") -> Table:
        return next(one for one in self.tables if (one.name, one.side) == (name, side))

    def frame(self, name: str, columns: Mapping[str, Any], *, side: str = "observed") -> pd.DataFrame:
        """A frame with exactly the columns of a table, in its order and dtypes, on a RangeIndex.

        Args:
            name: of the table.
            columns: arrays of one length. Times are int64 microseconds since 1970 in UTC (`NO_TIME`: missing);
                categories are positions in the column's values (-1: missing); Int64 and boolean may come as float64
                (NaN: missing) or as pandas arrays.
            side: `observed` or `truth`.

        Raises:
            ValueError: columns are missing or too many; a mistake of the simulator's author.
        """
        table = self.table(name, side)
        if set(columns) != {column.name for column in table.columns}:
            odd = sorted(set(columns) ^ {column.name for column in table.columns})
            raise ValueError(f"{self.id} {side} {name}: columns do not fit the dictionary: {', '.join(odd)}")
        return pd.DataFrame({one.name: _typed(columns[one.name], one) for one in table.columns}, copy=False)


@cache
def dictionary(world: str) -> WorldDictionary:
    """The dictionary of a world, read once: `dictionary.toml` beside its simulator."""
    text = (files("signoff.worlds") / world / "dictionary.toml").read_text(encoding="utf-8")
    return WorldDictionary.model_validate(tomllib.loads(text))


def frames(world: Any) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Each frame of a world with its side and name: `("observed", "customers", ...)`, the truth's after the others."""
    for one in fields(world):
        held = getattr(world, one.name)
        if isinstance(held, pd.DataFrame):
            yield "observed", one.name, held
        elif one.name == "truth" and is_dataclass(held):
            for each in fields(held):
                if isinstance(frame := getattr(held, each.name), pd.DataFrame):
                    yield "truth", each.name, frame


def digests(world: Any) -> dict[str, str]:
    """A SHA-256 per table (`customers`, `truth/outcomes`, ...), of whole numbers: cents, microseconds, millionths.

    Floating point is promised bit by bit by nobody, so it is counted in steps of each column's quantum first.
    """
    known = dictionary(type(world).id)
    found = {}
    for side, name, frame in frames(world):
        total = hashlib.sha256()
        for column in known.table(name, side).columns:
            total.update(column.name.encode() + _counted(frame[column.name], column))
        found[name if side == "observed" else f"truth/{name}"] = total.hexdigest()
    return found


def _typed(values: Any, column: Column) -> Any:
    if column.dtype == "datetime64[us, UTC]":
        return pd.DatetimeIndex(np.ascontiguousarray(values, dtype=np.int64).view("M8[us]"), tz="UTC")
    if column.dtype == "category":
        return pd.Categorical.from_codes(values, dtype=category(column.values))
    if column.dtype in ("Int64", "boolean") and isinstance(values, np.ndarray) and values.dtype == np.float64:
        missing = np.isnan(values)
        kind = pd.arrays.IntegerArray if column.dtype == "Int64" else pd.arrays.BooleanArray
        return kind(np.where(missing, 0, values).astype("int64" if column.dtype == "Int64" else bool), missing)
    return pd.array(values, dtype=column.dtype) if column.dtype in ("Int64", "boolean", "str") else np.asarray(
        values, dtype=column.dtype
    )  # fmt: skip


@cache
def category(values: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(values))


def _counted(values: pd.Series, column: Column) -> bytes:
    if column.dtype == "str":
        return "\x1f".join("\x00" if value != value else str(value) for value in values).encode()
    if column.dtype == "category":
        whole = values.cat.codes.to_numpy(np.int64)
    elif column.dtype == "datetime64[us, UTC]":
        whole = values.dt.tz_localize(None).to_numpy("M8[us]").view(np.int64)
    elif column.dtype == "float64":
        steps = np.round(values.to_numpy() / column.quantum)
        whole = np.where(np.isnan(steps), NO_TIME, np.nan_to_num(steps)).astype(np.int64)
    elif column.dtype in ("Int64", "boolean"):
        whole = values.astype("Int64").fillna(NO_TIME).to_numpy(np.int64)
    else:
        whole = values.to_numpy().astype(np.int64)
    return bytes(whole.tobytes())
