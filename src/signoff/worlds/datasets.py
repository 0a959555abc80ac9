"""The data of the course that is not simulated here: `datasets/manifest.toml` as checked facts, each set as a typed frame.

The manifest is the one place for what is known of a data set; nothing here repeats it. A set lies in `datasets/`, or in
a package that the lock installs. No file is parsed before its checksum has been compared.
"""

import bz2
import datetime as dt
import gzip
import hashlib
import io
import json
import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from string import Formatter
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from signoff.errors import OperatorError

MANIFEST = "manifest.toml"


class DatasetError(OperatorError):
    """A data set that cannot be had: one sentence that says what is wrong and what to do."""


def load(dataset_id: str, *, folder: Path | None = None) -> pd.DataFrame:
    """One data set as a frame of your own, with the names and dtypes of the manifest, rows in the order of the file.

    Args:
        dataset_id: its id in the manifest, such as `bank_marketing`.
        folder: where manifest and files lie; the course's own `datasets/` if not said. Sets that come in packages are
            read from the packages all the same.

    Returns:
        A RangeIndex and the manifest's columns in its order: int64, float64, bool, str, an unordered category whose
        labels stand in the manifest's order, or Int64 and boolean (may be missing, as float64 and str). Units are in
        the manifest.

    Raises:
        DatasetError: unknown id, missing package, missing or altered file, or a manifest that is broken or does not fit
            the files.
    """
    home = _home(folder)
    facts = manifest(folder=home).dataset(dataset_id)
    return _parsed(home, dataset_id, tuple(_verified(home, facts, file) for file in facts.files)).copy()


def card_default(*, folder: Path | None = None) -> pd.DataFrame:
    """Credit card clients in Taiwan in 2005, one per row; `defaulted` is the outcome. See `load`."""
    return load("taiwan_card_default", folder=folder)


def bank_marketing(*, folder: Path | None = None) -> pd.DataFrame:
    """Clients called by a Portuguese bank, 2008 to 2010, in date order; `subscribed` is the outcome. See `load`."""
    return load("bank_marketing", folder=folder)


def loanapp(*, folder: Path | None = None) -> pd.DataFrame:
    """Mortgage applications in Boston in 1990, one per row; `approved` is the lender's decision. See `load`."""
    return load("loanapp", folder=folder)


def febrl(number: int, *, folder: Path | None = None) -> pd.DataFrame:
    """One of the four FEBRL sets of generated person records with known duplicates, one record per row. See `load`.

    Args:
        number: 1 to 4. In set 4 the originals and the duplicates lie in two files (`file`), to be linked; the others
            are one file each, to be cleared of duplicates.
        folder: where the manifest lies; the course's own `datasets/` if not said.

    Returns:
        The columns of `load("febrl")` on a RangeIndex. `entity_id` is the truth: records of one set with the same
        number are the same person. `record_id` and `is_original` give it away, too.

    Raises:
        DatasetError: no such set, or as `load`.
    """
    records = load("febrl", folder=folder)
    if number not in (known := sorted(records["set"].unique())):
        raise DatasetError(f"No FEBRL set {number}: there are {', '.join(str(one) for one in known)}.")
    return records[records["set"] == number].reset_index(drop=True)


def febrl_pairs(records: pd.DataFrame) -> pd.DataFrame:
    """Every pair of FEBRL records that are the same person, once: `record_id` stands above `other_record_id` there.

    Args:
        records: rows of `febrl` or `load("febrl")`, all or some, with `set`, `record_id` and `entity_id`.

    Returns:
        A RangeIndex, `set` (int64), `record_id` and `other_record_id` (str), in the order of the rows of `records`.
    """
    rows = records[["set", "entity_id", "record_id"]].reset_index(drop=True).reset_index(names="row")
    both = rows.merge(rows, on=["set", "entity_id"], suffixes=("", "_other"), validate="many_to_many")
    both = both[both["row"] < both["row_other"]].sort_values(["row", "row_other"], ignore_index=True)
    return both[["set", "record_id", "record_id_other"]].rename(columns={"record_id_other": "other_record_id"})


def digest(*dataset_ids: str, folder: Path | None = None) -> str:
    """A SHA-256 (64 hex digits) of all that decides what `load` gives for these data sets; their order is no matter.

    It comes from the manifest alone: the checksums and how each column is read. Descriptions do not change it.

    Raises:
        DatasetError: an unknown id or a broken manifest.
    """
    known = manifest(folder=folder)
    reading = {"source", "part", "name", "dtype", "codes", "missing"}
    chosen = [known.dataset(dataset_id) for dataset_id in sorted(set(dataset_ids))]
    parts = [
        [
            one.id,
            [[file.path, file.csv_sha256] for file in one.files],
            [column.model_dump(include=reading) for column in one.columns],
        ]
        for one in chosen
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def manifest(*, folder: Path | None = None) -> "Manifest":
    """What is known of every data set; read once per folder and process.

    Raises:
        DatasetError: the manifest is missing, is no TOML, or a field is wrong: the data set, the field, the value
            and what was expected.
    """
    return _manifest(_home(folder))


class _Facts(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
# TOML has lists; tuples keep the one cached manifest from being changed by whoever reads it.
Texts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
Dtype = Literal["int64", "Int64", "float64", "bool", "boolean", "category", "str"]
_CODED: dict[str, type] = {"category": str, "bool": bool, "boolean": bool, "int64": int}
_MUST_BE_CODED = ("category", "bool", "boolean")
_MUST_MISS = ("Int64", "boolean")
_MAY_MISS = (*_MUST_MISS, "float64", "str")


class Column(_Facts):
    """One column: how the CSV calls and codes it (`source`, `codes`, `missing`), how the frame does (`name`, `dtype`).

    `codes` turns the CSV's values into labels (category), truth values (bool, boolean) or numbers (int64); the order of
    labels is the order of the categories. `missing` is what stands in the CSV for a missing value; it may be empty.
    `part` is a pattern whose one group is the part of the CSV's value that the column holds. `meaning` names the table
    of the data set that explains values of the frame. `known` says when a value was there: before the decision, made
    with it, after it, or uncertain.
    """

    source: Text
    name: Id
    dtype: Dtype
    description: Text
    unit: Text | None = None
    part: Text | None = None
    codes: dict[str, bool | int | str] | None = None
    meaning: Id | None = None
    missing: int | float | str | None = None
    known: Literal["before", "with", "after", "uncertain"] | None = None

    @model_validator(mode="after")
    def _fits_its_dtype(self) -> Self:
        values = list((self.codes or {}).values())
        if self.dtype in _MUST_BE_CODED and not values:
            raise ValueError(f"codes is missing, expected a table of values for {self.dtype}")
        if self.dtype not in _CODED and values:
            raise ValueError(f"codes is {_shown(self.codes)}, expected no codes for {self.dtype}")
        kind = _CODED.get(self.dtype)
        if kind and (wrong := [value for value in values if type(value) is not kind]):
            raise ValueError(f"codes has {_shown(wrong[0])}, expected only {_KINDS[kind]} for {self.dtype}")
        if self.dtype == "category" and (twice := _twice(values)):
            raise ValueError(f"codes has {_shown(twice)} twice, expected every label once")
        if self.dtype in _MUST_MISS and self.missing is None:
            raise ValueError("missing is not there, expected what stands in the CSV for a missing value")
        if self.dtype not in _MAY_MISS and self.missing is not None:
            raise ValueError(f"missing is {_shown(self.missing)}, expected none for {self.dtype}")
        if self.part is not None and _groups(self.part) != 1:
            raise ValueError(f"part is {_shown(self.part)}, expected a pattern with one group")
        return self


class Statement(_Facts):
    """A sentence about the data whose figures can be computed again: `says` has a place for each of `figures`."""

    id: Id
    says: Text
    figures: dict[str, int | float | dt.date]
    columns: Texts

    @property
    def text(self) -> str:
        """The sentence with its figures."""
        return self.says.format(**self.figures)

    @model_validator(mode="after")
    def _figures_fill_the_places(self) -> Self:
        places = {place for _, place, _, _ in Formatter().parse(self.says) if place is not None}
        if places != set(self.figures):
            found = ", ".join(sorted(self.figures)) or "none"
            raise ValueError(f"figures has {found}, expected {', '.join(sorted(places)) or 'none'} as in says")
        return self


class DataFile(_Facts):
    """One CSV, compressed or not: where it lies in `datasets/` or in the package, and checksums as it is and of the CSV."""

    path: Annotated[str, Field(pattern=r"^[a-z0-9_/]+\.csv(\.gz|\.bz2)?$")]
    sha256: Sha256
    csv_sha256: Sha256


class Package(_Facts):
    """The package that ships a data set, and the version whose files the manifest describes."""

    name: Text
    version: Text


class DataSet(_Facts):
    """All that is known of one data set: origin, licence, limits, facts, quirks and its columns in the CSV's order.

    Several files are one below the other in the frame; the name of each (`dataset4a`) is then a column `file` of the CSV.
    """

    id: Id
    title: Text
    one_row: Text
    rows: Annotated[int, Field(gt=0)]
    package: Package | None = None
    files: Annotated[tuple[DataFile, ...], Field(strict=False, min_length=1, alias="file")]
    licence: Text
    licence_url: Text
    source: Text
    doi: Text | None = None
    citation: Text
    paper: Text
    provenance: Text
    changes: Text
    reviewed_on: dt.date
    limits: Texts
    meanings: dict[str, dict[str, str]] = {}
    facts: Annotated[tuple[Statement, ...], Field(strict=False, alias="fact")]
    quirks: Annotated[tuple[Statement, ...], Field(strict=False, alias="quirk")]
    columns: Annotated[tuple[Column, ...], Field(strict=False, alias="column")]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        names = [column.name for column in self.columns]
        for field, found in {
            "column names": names,
            "column sources": [column.source for column in self.columns if column.part is None],
            "fact and quirk ids": [one.id for one in (*self.facts, *self.quirks)],
        }.items():
            if twice := _twice(found):
                raise ValueError(f'{field} have "{twice}" twice, expected each once')
        for one in (*self.facts, *self.quirks):
            if strange := [name for name in one.columns if name not in names]:
                raise ValueError(f'columns of {one.id} has "{strange[0]}", expected the name of a column')
        for column in self.columns:
            if column.meaning is not None and column.meaning not in self.meanings:
                raise ValueError(f'meaning of {column.name} is "{column.meaning}", expected a table under meanings')
        return self


class Manifest(_Facts):
    """Every data set of the course, in the manifest's order."""

    datasets: Annotated[tuple[DataSet, ...], Field(strict=False, alias="dataset")]

    def dataset(self, dataset_id: str) -> DataSet:
        """The data set with this id.

        Raises:
            DatasetError: there is none; the sentence suggests the nearest.
        """
        known = {one.id: one for one in self.datasets}
        if dataset_id in known:
            return known[dataset_id]
        near = get_close_matches(dataset_id, known, n=1, cutoff=0.4)
        advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}."
        raise DatasetError(f'No data set "{dataset_id}": {advice}')

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        if twice := _twice(one.id for one in self.datasets):
            raise ValueError(f'id is "{twice}" twice, expected each data set once')
        return self


def _home(folder: Path | None) -> Path:
    if folder is not None:
        return folder.resolve()
    for parent in Path(__file__).resolve().parents:
        if (parent / "course.toml").is_file():
            return parent / "datasets"
    raise DatasetError("No course.toml above the package: install it from a checkout of the course, or say folder=.")


@cache
def _manifest(home: Path) -> Manifest:
    try:
        found = tomllib.loads((home / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _missing(MANIFEST) from None
    except UnicodeDecodeError:
        raise _broken(MANIFEST, "not UTF-8 text, expected UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _broken(MANIFEST, f"not valid TOML ({error})") from None
    try:
        return Manifest.model_validate(found)
    except ValidationError as error:
        # A mistyped key is unknown and missing at once; the unknown one says more.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        raise _broken(*_found_wrong(first, found)) from None


def _verified(home: Path, facts: DataSet, file: DataFile) -> bytes:
    """The bytes of one file, which are those that the manifest promises."""
    place = home / file.path if facts.package is None else _installed(facts, facts.package) / file.path
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        raise _missing(file.path, facts.package) from None
    found = hashlib.sha256(content).hexdigest()
    if found != file.sha256:
        raise DatasetError(
            f"{_told(file.path, facts.package)} was altered: expected checksum {file.sha256[:12]}, found {found[:12]}; "
            f"{_remedy(file.path, facts.package)}."
        )
    return content


def _installed(facts: DataSet, package: Package) -> Path:
    """The folder that a package is installed in; it is not imported."""
    try:
        found = metadata.distribution(package.name)
    except metadata.PackageNotFoundError:
        raise DatasetError(
            f"{package.name} is not installed, and {facts.id} is read from it: `make install`."
        ) from None
    if found.version != package.version:
        raise DatasetError(
            f"{facts.id} is read from {package.name} {package.version}, but {found.version} is installed: "
            "`make clean install`."
        )
    return Path(str(found.locate_file("")))


# The bytes are part of the key: what was verified is what was parsed.
@lru_cache(maxsize=8)
def _parsed(home: Path, dataset_id: str, contents: tuple[bytes, ...]) -> pd.DataFrame:
    facts = manifest(folder=home).dataset(dataset_id)
    owner = f"{MANIFEST} of {facts.id}"
    frames = {
        PurePosixPath(file.path): _raw(file, content) for file, content in zip(facts.files, contents, strict=True)
    }
    if len(frames) > 1:
        for path, frame in frames.items():
            frame.insert(0, "file", path.name.split(".")[0])
    raw = pd.concat(frames.values(), ignore_index=True)
    if len(raw) != facts.rows:
        raise _broken(owner, f"rows is {facts.rows}, expected {len(raw)}, which the file has")
    sources = list(dict.fromkeys(column.source for column in facts.columns))
    for position, (told, there) in enumerate(zip(sources, raw.columns, strict=False), start=1):
        if told != there:
            raise _broken(owner, f'source of column {position} is "{told}", expected "{there}", which the file has')
    if len(sources) != raw.shape[1]:
        raise _broken(owner, f"column has {len(sources)} sources, expected {raw.shape[1]}, which the file has")
    return pd.DataFrame({column.name: _typed(raw[column.source], column, owner) for column in facts.columns})


def _raw(file: DataFile, content: bytes) -> pd.DataFrame:
    """One file as text: pandas would guess types and missing values, and a value that does not fit could not be named."""
    decompress = {".gz": gzip.decompress, ".bz2": bz2.decompress}.get(PurePosixPath(file.path).suffix, bytes)
    return pd.read_csv(io.BytesIO(decompress(content)), dtype=str, na_filter=False, skipinitialspace=True)


def _typed(raw: pd.Series, column: Column, owner: str) -> pd.Series:
    owner = f"{owner}, column {column.name}"
    if column.part is not None:
        part = raw.str.extract(f"^(?:{column.part})$", expand=False)
        if (lost := part.isna()).any():
            raise _broken(owner, f'part is "{column.part}", expected a pattern that fits "{raw[lost].iloc[0]}"')
        raw = part
    there = raw if column.missing is None else raw[raw != str(column.missing)]
    kind = pd.CategoricalDtype(list((column.codes or {}).values())) if column.dtype == "category" else column.dtype
    if column.codes:
        if strange := sorted(set(there.unique()) - set(column.codes)):
            raise _broken(owner, f'codes lacks "{strange[0]}", expected all values of the file')
        there = there.map(column.codes)
    elif (number := _NUMBERS.get(column.dtype)) and not (fits := there.str.fullmatch(number)).all():
        raise _broken(owner, f'dtype is "{column.dtype}", expected one that can hold "{there[~fits].iloc[0]}"')
    return there.astype(_THROUGH.get(column.dtype, kind)).astype(kind).reindex(raw.index)


_NUMBERS = {"int64": r"-?\d+", "Int64": r"-?\d+", "float64": r"-?\d+(\.\d*)?([eE][-+]?\d+)?"}
_THROUGH = {"Int64": "int64"}  # from text


def _told(path: str, package: Package | None) -> str:
    return f"{path} of {package.name} {package.version}" if package else f"datasets/{path}"


def _remedy(path: str, package: Package | None) -> str:
    return "install it anew: `make clean install`" if package else f"get it back with `git checkout -- datasets/{path}`"


def _missing(path: str, package: Package | None = None) -> DatasetError:
    return DatasetError(f"{_told(path, package)} is missing: {_remedy(path, package)}.")


def _broken(owner: str, what: str) -> DatasetError:
    remedy = f"correct it, or get the file back with `git checkout -- datasets/{MANIFEST}`"
    return DatasetError(f"{owner}: {what}; {remedy}.")


_KINDS: dict[type, str] = {str: "text", bool: "true or false", int: "whole numbers"}
_EXPECTED = {
    "int_type": "a whole number",
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "date_type": "a date such as 2026-11-24",
    "dict_type": "a table",
    "model_type": "a table",
    "tuple_type": "a list",
    "too_short": "a list that is not empty",
}
_EXPECTED_IN = {"codes": "text, a whole number, true or false", "figures": "a number or a date"}
_PARTS: dict[str, tuple[type[_Facts], str]] = {
    "dataset": (DataSet, " of "),
    "column": (Column, ", column "),
    "file": (DataFile, ", file "),
    "fact": (Statement, ", fact "),
    "quirk": (Statement, ", quirk "),
}


def _found_wrong(error: ErrorDetails, found: dict[str, Any]) -> tuple[str, str]:
    """Whose field is wrong (`manifest.toml of bank_marketing, column age`), and what is wrong with it."""
    owner, loc, here = MANIFEST, list(error["loc"]), found
    kind: type[_Facts] = Manifest
    while len(loc) >= 2 and loc[0] in _PARTS and isinstance(loc[1], int):
        key, number = str(loc[0]), loc[1]
        kind, joint = _PARTS[key]
        here = here[key][number]
        named = (
            next((here[key] for key in ("id", "name", "path") if key in here), None) if isinstance(here, dict) else None
        )
        owner += joint + (named if isinstance(named, str) else f"number {number + 1}")
        loc = loc[2:]
    if error["type"] == "value_error":
        return owner, str(error["ctx"]["error"])
    # Where several kinds of value are allowed, pydantic appends the one it tried.
    field = ".".join(str(part) for part in (loc[:2] if loc[0] in _EXPECTED_IN else loc)) if loc else "the entry"
    if error["type"] == "missing":
        return owner, f"{field} is missing"
    shown = _shown(error["input"])
    if error["type"] == "extra_forbidden":
        keys = [known.alias or name for name, known in kind.model_fields.items()]
        near = get_close_matches(str(loc[-1]), keys, n=1, cutoff=0.75)
        return owner, f"unknown key {field} ({shown}), expected {near[0] if near else 'no key of this name'}"
    expected = (_EXPECTED_IN.get(str(loc[0])) if len(loc) > 1 else None) or _EXPECTED.get(error["type"])
    return owner, f"{field} is {shown}, expected {expected or error['msg'].removeprefix('Input should be ')}"


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _groups(pattern: str) -> int | None:
    """How many groups a pattern has; None when it is none."""
    try:
        return re.compile(pattern).groups
    except re.error:
        return None


def _twice(values: Iterable[Any]) -> Any:
    """The first value that occurs a second time, or None."""
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
