"""The real data of the course: `datasets/manifest.toml` as checked facts, and each file as a typed frame.

The manifest is the one place for what is known of a data set. Nothing here repeats it, and no file is read before its
checksum has been compared.
"""

import datetime as dt
import gzip
import hashlib
import io
import json
import tomllib
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

MANIFEST = "manifest.toml"


class DatasetError(Exception):
    """A data set that cannot be had: one sentence that says what is wrong and what to do."""


def load(dataset_id: str, *, folder: Path | None = None) -> pd.DataFrame:
    """One data set as a frame of your own, with the names and dtypes of the manifest, rows in the order of the file.

    Args:
        dataset_id: its id in the manifest, such as `bank_marketing`.
        folder: where manifest and files lie; the course's own `datasets/` if not said.

    Returns:
        A RangeIndex and one column per column of the manifest: int64, Int64 (with missing values), bool, or a
        category whose labels are in the manifest's order. Units are in the manifest.

    Raises:
        DatasetError: unknown id, missing or altered file, or a manifest that does not fit the file.
    """
    home = _home(folder)
    facts = manifest(folder=home).dataset(dataset_id)
    return _parsed(home, dataset_id, _verified(home, facts)).copy()


def card_default(*, folder: Path | None = None) -> pd.DataFrame:
    """Credit card clients in Taiwan in 2005, one per row; `defaulted` is the outcome. See `load`."""
    return load("taiwan_card_default", folder=folder)


def bank_marketing(*, folder: Path | None = None) -> pd.DataFrame:
    """Clients called by a Portuguese bank, 2008 to 2010, in date order; `subscribed` is the outcome. See `load`."""
    return load("bank_marketing", folder=folder)


def digest(*dataset_ids: str, folder: Path | None = None) -> str:
    """A SHA-256 (64 hex digits) of everything that decides what `load` gives for these data sets, in any order.

    It is computed from the manifest alone: the checksums, and how each column is read. Descriptions do not change it.

    Raises:
        DatasetError: an unknown id or a broken manifest.
    """
    known = manifest(folder=folder)
    reading = {"source", "name", "dtype", "codes", "missing"}
    parts = [
        [facts.id, facts.csv_sha256, [column.model_dump(include=reading) for column in facts.columns]]
        for facts in (known.dataset(dataset_id) for dataset_id in sorted(set(dataset_ids)))
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class _Facts(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Text = Annotated[str, Field(min_length=1)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
# TOML gives lists; a tuple keeps the cached manifest from being changed by a reader.
type _Lax = Field
Texts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
