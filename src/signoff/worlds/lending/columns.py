"""Categories by name: the dictionary says which values there are, the simulator uses their positions."""

from enum import IntEnum
from functools import cache
from typing import cast

from signoff.worlds.tables import dictionary


@cache
def _positions(table: str, column: str, side: str) -> type[IntEnum]:
    known = dictionary("lending").table(table, side)
    values = next(one.values for one in known.columns if one.name == column)
    return cast(type[IntEnum], IntEnum(column, {value: place for place, value in enumerate(values)}))


CHANNEL = _positions("applications", "channel", "observed")
PURPOSE = _positions("applications", "purpose", "observed")
EMPLOYMENT = _positions("applications", "employment", "observed")
HOUSING = _positions("applications", "housing", "observed")
SEX = _positions("protected", "sex", "observed")
AGE_BAND = _positions("protected", "age_band", "observed")
GROUP = _positions("protected", "ethnic_group", "observed")
PATH = _positions("decisions", "path", "observed")
REASON = _positions("decisions", "reason", "observed")
ACTION = _positions("decisions", "action", "observed")
VERSION = _positions("decisions", "policy_version", "observed")
STATUS = _positions("performance", "status", "observed")
CAUSE = _positions("restatements", "cause", "truth")
