"""The configuration of a world: checked when it is made, and refused in one sentence."""

import datetime as dt
from difflib import get_close_matches
from typing import Any, Self

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from signoff.errors import OperatorError


class WorldError(OperatorError):
    """A world that cannot be made as asked: one sentence with the field, the value and what is allowed."""


class Settings(BaseModel):
    """What a world is made from; frozen, no unknown fields.

    A subclass declares fields as `Annotated[float, Field(ge=0, le=0.2)] = 0.005`, with a docstring under each, and sets
    `world`. Rules between fields are model validators that raise `ValueError("end is ..., expected ...")`.

    Raises:
        WorldError: a field is unknown, of the wrong type or outside its range.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise WorldError(_sentence(type(self), error.errors()[0])) from None

    def but(self, **changes: Any) -> Self:
        """The same settings with some fields changed, checked anew."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**kept, **changes})


def day_before(end: dt.date, start: dt.date) -> None:
    """Refuse an end that does not lie after the start; for model validators."""
    if end <= start:
        raise ValueError(f"end is {end}, expected a day after start ({start})")


def checked_seed(seed: int) -> int:
    """The seed, if it can be one.

    Raises:
        WorldError: it is no whole number or negative.
    """
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise WorldError(f"seed is {seed!r}, expected a whole number from 0 on.")
    return seed


def one_of(kind: str, wanted: str, known: list[str]) -> str:
    """`wanted`, if it is known.

    Raises:
        WorldError: it is not; the sentence suggests the nearest.
    """
    if wanted in known:
        return wanted
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    advice = f"did you mean {near[0]}? " if near else ""
    raise WorldError(f'No {kind} "{wanted}": {advice}There are {", ".join(known)}.')


def _sentence(kind: type[BaseModel], error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return f"{error['ctx']['error']}."
    loc, fields = list(error["loc"]), kind.model_fields
    name = str(loc[0]) + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc[1:])
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(loc[-1]), fields, n=1, cutoff=0.6)
        return f"Unknown field {name}: {f'did you mean {near[0]}?' if near else 'there are ' + ', '.join(fields) + '.'}"
    field = fields.get(str(loc[0])) if len(loc) == 1 else None
    return f"{name} is {error['input']!r}, expected {(field and _range(field)) or _expected(error)}."


def _range(field: FieldInfo) -> str | None:
    """The allowed numbers of a field in words; None when it has no bounds."""
    low, high = "", ""
    for bound in field.metadata:
        if isinstance(bound, Ge):
            low = f"from {bound.ge}"
        elif isinstance(bound, Gt):
            low = f"above {bound.gt}"
        elif isinstance(bound, Le):
            high = f"to {bound.le}"
        elif isinstance(bound, Lt):
            high = f"below {bound.lt}"
    if not (low or high):
        return None
    return f"{'a whole number' if field.annotation is int else 'a number'} {low} {high}".rstrip()


def _expected(error: ErrorDetails) -> str:
    said = error["msg"].removeprefix("Input should be ")
    return {"date_type": "a date such as 2025-01-31", "tuple_type": "a list"}.get(error["type"], said)
