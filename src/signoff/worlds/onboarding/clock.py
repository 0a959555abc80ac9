"""Days on which people apply and hours at which they do, in local time, and the way from there to UTC."""

import datetime as dt

import numpy as np

from signoff.worlds.draw import Floats, Ints, pick, pick_each
from signoff.worlds.onboarding.config import OnboardingConfig

SECOND, MINUTE, HOUR, DAY = 1_000_000, 60_000_000, 3_600_000_000, 86_400_000_000
"""Microseconds, the unit of all times."""

_WEEK = np.array([1.12, 1.14, 1.1, 1.06, 1.0, 0.72, 0.62])
_YEAR = np.array([1.12, 1.0, 1.02, 0.98, 0.97, 0.95, 0.9, 0.84, 1.12, 1.1, 1.02, 0.86])
_ONLINE = np.array([8, 4, 2, 2, 2, 4, 10, 22, 38, 50, 56, 60, 68, 62, 54, 52, 54, 60, 70, 84, 90, 72, 44, 20])
_BRANCH = np.array([0] * 9 + [70, 90, 85, 50, 60, 80, 85, 70, 40] + [0] * 6)


def first_moment(config: OnboardingConfig) -> int:
    """Midnight UTC of the first day, in microseconds since 1970."""
    return (config.start - dt.date(1970, 1, 1)).days * DAY


def span_days(config: OnboardingConfig) -> int:
    return (config.end - config.start).days


def day_weights(config: OnboardingConfig) -> Floats:
    """How many people apply on each day of the span, relative to each other: growth, week and season."""
    day = np.arange(span_days(config))
    month = (np.datetime64(config.start) + day).astype("M8[M]").astype(np.int64) % 12
    weights: Floats = config.growth_per_year ** (day / 365) * _WEEK[(day + config.start.weekday()) % 7] * _YEAR[month]
    return weights


def days(rng: np.random.Generator, config: OnboardingConfig, size: int) -> Ints:
    """Days of application, counted from the first."""
    return pick(rng, day_weights(config), size)


def seconds_of_day(rng: np.random.Generator, in_branch: np.ndarray) -> Ints:
    """Local times of day in microseconds: online with peaks at noon and in the evening, in a branch while it is open."""
    hour = pick_each(rng, np.vstack([_ONLINE, _BRANCH]), in_branch.astype(np.int64))
    return hour * HOUR + rng.integers(0, HOUR, len(hour))


def utc(config: OnboardingConfig, day: Ints, of_day: Ints) -> Ints:
    """Microseconds since 1970 for local days and times of day in the four countries, which share one clock.

    The hour follows the day: on the two Sundays a year when clocks change, the hours before three are one off.
    """
    local = np.datetime64(config.start) + np.arange(-1, span_days(config) + 60)
    ahead = np.where(_is_summer(local), 2, 1)[day + 1]
    found: Ints = np.maximum(first_moment(config), first_moment(config) + day * DAY + of_day - ahead * HOUR)
    return found


def local_hour(at: np.ndarray) -> Ints:
    """The local hour (0-23) of times given in microseconds since 1970 UTC."""
    ahead = np.where(_is_summer((at // DAY).astype("M8[D]")), 2, 1)
    found: Ints = (at // HOUR + ahead) % 24
    return found


def _is_summer(day: np.ndarray) -> np.ndarray:
    """From the last Sunday of March to before the last of October, as in the whole European Union."""
    year = day.astype("M8[Y]")
    return (day >= _last_sunday(year, 3)) & (day < _last_sunday(year, 10))


def _last_sunday(year: np.ndarray, month: int) -> np.ndarray:
    last = (year.astype("M8[M]") + month).astype("M8[D]") - 1
    return last - (last.astype(np.int64) + 4) % 7  # day 3 since 1970 was a Sunday
