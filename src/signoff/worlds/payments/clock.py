"""Days and hours: local time, week, month-end, pay day, holidays and the growth of the year."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from signoff.worlds.draw import Bools, Floats, Ints
from signoff.worlds.payments.spending import COUNTRIES, HOURS_FROM_UTC, NO_SUMMER_TIME

SECOND, DAY, HOUR = 1_000_000, 86_400, 3_600
"""Microseconds in a second; seconds in a day and in an hour."""

_EPOCH = dt.date(1970, 1, 1)
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (12, 25), (12, 26)}


def day_number(day: dt.date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def seconds(day: dt.date) -> int:
    """Seconds since 1970 at midnight UTC."""
    return day_number(day) * DAY


@dataclass(frozen=True)
class Calendar:
    """Facts of the days of a span; arrays have an entry per day.

    Attributes:
        first: number of the first day since 1970.
        weight: how much is bought on the day, 1 on average.
        weekend: Saturday, Sunday or holiday.
        day_of_month, days_in_month: counted from 1.
        month: number of the calendar month within the span, from 0.
        month_of_year: 1 to 12.
        summer: summer time holds in Europe, and with it wherever it exists.
    """

    first: int
    weight: Floats
    weekend: Bools
    day_of_month: Ints
    days_in_month: Ints
    month: Ints
    month_of_year: Ints
    summer: Bools


def calendar(start: dt.date, end: dt.date) -> Calendar:
    """The days from `start` to before `end`."""
    days = pd.date_range(start, end, inclusive="left")
    holiday = np.array([_is_holiday(day.date()) for day in days])
    weekday = days.dayofweek.to_numpy()
    of_month, length = days.day.to_numpy(), days.days_in_month.to_numpy()
    weight = np.array([0.95, 0.93, 0.96, 1.0, 1.16, 1.22, 0.78])[weekday]
    weight = np.where(holiday, 0.55, weight)
    weight *= np.where((of_month >= length - 2) | (of_month <= 2), 1.12, 1.0)  # wages arrive around the month-end
    weight *= np.where((days.month == 12) & (of_month < 24), 1.22, 1.0)
    weight *= np.where((days.month == 11) & (of_month >= 22) & (weekday == 4), 1.45, 1.0)  # Black Friday
    weight *= 1 + 0.04 * np.arange(len(days)) / 365  # more is paid by card each year
    return Calendar(
        first=day_number(start),
        weight=weight / weight.mean(),
        weekend=(weekday >= 5) | holiday,
        day_of_month=of_month.astype(np.int64),
        days_in_month=length.astype(np.int64),
        month=((days.year - start.year) * 12 + days.month - start.month).to_numpy().astype(np.int64),
        month_of_year=days.month.to_numpy().astype(np.int64),
        summer=np.array([_is_summer(day.date()) for day in days]),
    )


def offsets(days: Calendar, country: Ints, at: Ints) -> Ints:
    """Seconds by which local time in a country (code) is ahead of UTC at `at` (seconds since 1970)."""
    day = (at // DAY - days.first).clip(0, len(days.summer) - 1)
    found: Ints = (_STANDARD[country] + (_CHANGES[country] & days.summer[day])) * HOUR
    return found


_STANDARD = np.array([HOURS_FROM_UTC.get(one, 1) for one in COUNTRIES])
_CHANGES = np.array([one not in NO_SUMMER_TIME for one in COUNTRIES])


def _is_summer(day: dt.date) -> bool:
    """Whether summer time holds in Europe: from the last Sunday of March to before the last of October."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


def _is_holiday(day: dt.date) -> bool:
    easter = _easter(day.year)
    moving = {easter + dt.timedelta(days=shift) for shift in (-2, 1, 39, 50)}
    return (day.month, day.day) in _FIXED_HOLIDAYS or day in moving


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return dt.date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)
