"""The TOML files of the course as checked data, and sentences for what is wrong in them."""

import datetime as dt
import json
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from signoff.errors import AuthorError

Text = Annotated[str, Field(min_length=1)]
Minutes = Annotated[int, Field(gt=0, le=480)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Limits(_File):
    """What one test may use: seconds of CPU, and MiB of memory above what the libraries take."""

    cpu_seconds: Annotated[int, Field(gt=0, le=600)]
    memory_mb: Annotated[int, Field(ge=64, le=16384)]


class ExerciseFile(_File):
    """`exercise.toml`: the facts of an exercise that stand nowhere else."""

    title: Text
    product: Literal["fraud", "credit", "kyc", "pricing", "all"]
    minutes: Minutes
    practises: Annotated[list[Text], Field(min_length=1)]
    obligations: list[Text]
    libraries: list[Text]
    limits: Limits
    hints: Annotated[list[Text], Field(min_length=2)]
    datasets: list[Text] = []
    version: Annotated[int, Field(ge=1)] = 1
    also_allowed: dict[str, list[Text]] = {}


class LessonFile(_File):
    """One notebook of a module."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9_]+\.ipynb$")]
    title: Text
    minutes: Minutes
    prepares: Text


class ModuleFile(_File):
    """`module.toml`: title, question, and the lessons in order."""

    title: Text
    question: Text
    lessons: list[LessonFile]


class CourseFile(_File):
    """`course.toml`: what holds for the whole course."""

    title: Text
    seed: Annotated[int, Field(ge=0)]
    finding_factor: Annotated[float, Field(ge=1)]


class ObligationFile(_File):
    """One obligation or practice of `datasets/obligations.toml`."""

    id: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9-]+/[a-z0-9-]+$")]
    jurisdiction: Text
    text: Text
    binds: Text
    source: Text
    reviewed_on: dt.date


class ObligationsFile(_File):
    """`obligations.toml`: the regulatory map."""

    obligation: list[ObligationFile]


F = TypeVar("F", bound=_File)


def read(kind: type[F], path: Path, owner: str) -> F:
    """The checked content of a TOML file.

    Args:
        kind: what the file is.
        path: where it lies.
        owner: the id that messages name (`features/velocity`).

    Raises:
        AuthorError: one sentence with the file, the field, the value found and what was expected.
    """
    name = f"{path.name} of {owner}"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AuthorError(f"{name}: the file is missing ({path}).") from None
    except OSError as error:
        raise AuthorError(f"{name}: cannot be read: {error.strerror} ({path}).") from None
    except UnicodeDecodeError:
        raise AuthorError(f"{name}: not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(f"{name}: not valid TOML: {error}.") from None
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        raise AuthorError(f"{name}: {_sentence(kind, error)}") from None


_EXPECTED = {
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "bool_type": "true or false",
    "string_too_short": "text that is not empty",
    "string_pattern_mismatch": "text of the form {pattern}",
    "date_type": "a date",
    "too_short": "at least {min_length} of them",
    "greater_than": "more than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
}


def _sentence(kind: type[_File], error: ValidationError) -> str:
    # a misspelt key is also a missing one: the misspelling is what a person can see
    first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{where} is missing."
    if first["type"] == "extra_forbidden":
        near = get_close_matches(str(first["loc"][-1]), _keys(kind, first["loc"][:-1]), n=1)
        return f"unknown key {where}" + (f"; did you mean {near[0]}?" if near else "; remove it.")
    known = _EXPECTED.get(first["type"], "").format(**first.get("ctx", {}))
    expected = known or first["msg"].removeprefix("Input should ").removeprefix("be ")
    return f"{where} is {_shown(first['input'])}, expected {expected}."


def _keys(kind: type[_File], loc: tuple[int | str, ...]) -> list[str]:
    nested: dict[str, type[_File]] = {"limits": Limits, "lessons": LessonFile, "obligation": ObligationFile}
    return list((nested.get(str(loc[0]), kind) if loc else kind).model_fields)


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str, ensure_ascii=False)  # as it stands in the TOML
    return text if len(text) <= 60 else text[:57] + "..."
