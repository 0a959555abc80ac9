"""The calendar of the lending world: instants are int64 microseconds since 1970 in UTC, months are counted from 1970."""

import datetime as dt

import numpy as np

from signoff.worlds.draw import Ints

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND


def instant(day: dt.date) -> int:
    """The first instant of a day."""
    return (day - dt.date(1970, 1, 1)).days * DAY


def month_of(day: dt.date) -> int:
    return (day.year - 1970) * 12 + day.month - 1


def months(at: Ints) -> Ints:
    """The months in which instants lie."""
    days = np.floor_divide(at, DAY)
    first, last = int(days.min(initial=0)), int(days.max(initial=0))
    # A table of the days is far cheaper than a conversion per row.
    table = np.arange(first, last + 1).astype("M8[D]").astype("M8[M]").astype(np.int64)
    found: Ints = table[days - first]
    return found


def month_starts(first: int, last: int) -> Ints:
    """The first instants of the months `first` to `last`, both included."""
    found: Ints = np.arange(first, last + 1).astype("M8[M]").astype("M8[us]").astype(np.int64)
    return found


def starts(month: Ints) -> Ints:
    """The first instant of each month given."""
    if not len(month):
        return month
    first, last = int(month.min()), int(month.max())
    return month_starts(first, last)[month - first]


def day_of_month(at: Ints) -> Ints:
    """1 to 31."""
    found: Ints = (at - starts(months(at))) // DAY + 1
    return found
