"""Who applies: areas, groups, ages, and what each person's standing makes of income, work and housing."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, pick, pick_each, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import EMPLOYMENT, GROUP, HOUSING, SEX
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.times import DAY, HOUR, instant, month_of, month_starts, months

AREAS = 40
_SHARES = (0.70, 0.19, 0.11)  # of the groups, before people settle in areas
_STANDING_GAP = (0.0, -0.15, -0.06)
_RESILIENCE_GAP = {"exists": (0.0, 0.0, 0.0), "none": (0.0, -0.95, -0.45)}
_NOT_STATED = 0.07

# Applications by weekday (Monday first) and by calendar month, and per year: the book grows.
_WEEKDAYS = (1.25, 1.2, 1.1, 1.05, 1.0, 0.72, 0.6)
_MONTHS = (1.18, 0.98, 1.05, 1.0, 1.02, 0.97, 0.93, 0.88, 1.1, 1.05, 1.02, 0.78)
_GROWTH = 0.06
_HOURS = (1, 1, 0, 0, 0, 1, 3, 6, 10, 13, 14, 13, 12, 12, 12, 12, 12, 11, 11, 12, 12, 10, 6, 3)


@dataclass(frozen=True)
class People:
    """One entry per person; `first_at` is when they apply first. Categories are positions in the dictionary's values."""

    ids: Ints
    first_at: Ints
    area: Ints
    group: Ints
    group_stated: Bools
    sex: Ints
    age: Ints
    standing: Floats
    resilience: Floats
    frailty: Floats
    has_file: Bools
    employment: Ints
    months_employed: Ints
    housing: Ints
    months_at_address: Ints
    dependants: Ints
    income: Floats

    def __len__(self) -> int:
        return len(self.ids)


def people(config: LendingConfig, seed: int) -> People:
    """Everybody who applies, with what is lasting about them; planted people first."""
    rng = stream(seed, "lending", "people")
    size = config.applicants
    first_at = _planted_times(config, arrivals(config, seed, size))
    wealth, mix, popularity = _areas(seed)
    area = pick(rng, popularity, size)
    group = pick_each(rng, mix, area)
    sex = np.where(rng.random(size) < 0.47, SEX["female"], SEX["male"]).astype(np.int64)
    age = np.clip(18 + rng.gamma(2.6, 8.6, size), 18, 82).astype(np.int64)

    shifted = np.zeros(size, dtype=bool)
    if config.applicant_shift_on is not None:
        shifted = first_at >= instant(config.applicant_shift_on)
    standing = 0.22 * wealth[area] + np.asarray(_STANDING_GAP)[group] + 0.96 * rng.standard_normal(size)
    standing -= config.applicant_shift_size * shifted
    resilience = 0.94 * rng.standard_normal(size) + np.asarray(_RESILIENCE_GAP[config.less_discriminatory])[group]
    frailty = rng.standard_normal(size)
    no_file = rng.random(size) < config.no_file_share * np.where(age < 25, 2.2, 0.85)

    solid, weak = cases.with_profile("solid"), cases.with_profile("weak")
    standing[solid], standing[weak] = 1.4, -1.5
    resilience[solid], resilience[weak] = 1.0, -1.0
    age[np.r_[solid, weak]] = 41
    no_file[: len(cases.CASES)] = False
    no_file[cases.person("no_file")] = True
    employment = _employment(rng, standing=standing, age=age, sex=sex, group=group)
    employment[solid] = employment[weak] = EMPLOYMENT["permanent"]
    housing = _housing(rng, standing=standing, age=age)
    stated = rng.random(size) >= _NOT_STATED
    stated[cases.person("group_not_stated")] = False
    income = _income(rng, standing=standing, age=age, employment=employment)
    income[solid], income[weak] = 3_200.0, 1_900.0
    income[cases.person("rule_decline")] = 840.0
    return People(
        ids=200_000 + stream(seed, "lending", "ids").permutation(3 * size)[:size],
        first_at=first_at,
        area=area,
        group=group,
        group_stated=stated,
        sex=sex,
        age=age,
        standing=standing,
        resilience=resilience,
        frailty=frailty,
        has_file=~no_file,
        employment=employment,
        months_employed=_months_employed(rng, age=age, employment=employment),
        housing=housing,
        months_at_address=np.minimum(rng.gamma(1.1, 70, size), (age - 17) * 12).astype(np.int64),
        dependants=rng.poisson(np.interp(age, [18, 30, 40, 50, 60], [0.1, 0.8, 1.3, 0.7, 0.2])),
        income=income,
    )


def arrivals(config: LendingConfig, seed: int, size: int) -> Ints:
    """When `size` people apply first: by weekday, month and hour, a little more each year."""
    rng = stream(seed, "lending", "arrivals")
    first = instant(config.start) // DAY
    days = np.arange(first, instant(config.end) // DAY)
    month = months(days * DAY)
    weights = np.asarray(_WEEKDAYS)[(days + 3) % 7] * np.asarray(_MONTHS)[month % 12]
    weights *= (1 + _GROWTH) ** ((days - first) / 365.25)
    return (first + pick(rng, weights, size)) * DAY + hours(rng, size)


def hours(rng: np.random.Generator, size: int) -> Ints:
    """Times of day at which people apply, to the second."""
    at: Ints = pick(rng, _HOURS, size) * HOUR + rng.integers(0, 3600, size) * (HOUR // 3600)
    return at


def _planted_times(config: LendingConfig, first_at: Ints) -> Ints:
    """Planted people apply at 10:00 to 15:00, on the day and in the month that their case asks for."""
    begin = month_of(config.start) + 2
    end = month_of(config.end)
    starts = month_starts(begin, end)
    for number, case in enumerate(cases.CASES.values()):
        # Early ones: three neighbouring months, in which the first policy is in force.
        month = begin + number % 3 if case.months_before_end is None else end - case.months_before_end
        within = first_at[number] % (5 * HOUR)
        first_at[number] = starts[month - begin] + (case.day - 1) * DAY + 10 * HOUR + within
    return first_at


def _areas(seed: int) -> tuple[Floats, Floats, Floats]:
    """Per area: wealth, the shares of the groups, and how many people live there."""
    rng = stream(seed, "lending", "areas")
    wealth = rng.standard_normal(AREAS)
    drawn = rng.standard_normal((AREAS, 2))
    settled = 1.1 * drawn - 0.5 * wealth[:, None] - 0.7  # -0.7: the mean share stays near the group's own
    mix = np.asarray(_SHARES) * np.exp(np.column_stack([np.zeros(AREAS), settled]))
    return wealth, mix / mix.sum(axis=1, keepdims=True), np.exp(0.5 * rng.standard_normal(AREAS))


def _employment(rng: np.random.Generator, *, standing: Floats, age: Ints, sex: Ints, group: Ints) -> Ints:
    female, minority = sex == SEX["female"], group != GROUP["group_a"]
    young, old = np.clip((30 - age) / 8, 0, 1.5), age >= 63
    logit = {
        "permanent": 2.4 + 0.35 * standing,
        "temporary": 0.5 - 0.25 * standing + 0.7 * young + 0.55 * minority,
        "part_time": 0.0 + 1.25 * female,
        "self_employed": 0.45 + 0.15 * standing - 0.5 * young + 0.2 * minority,
        "retired": np.where(old, 4.5, np.where(age >= 58, 0.5, -9.0)),
        "student": np.where(age < 28, 0.9, -6.0),
        "unemployed": -0.9 - 0.6 * standing,
    }
    working = ["permanent", "temporary", "part_time", "self_employed", "unemployed"]
    best, found = np.full(len(age), -np.inf), np.zeros(len(age), dtype=np.int64)
    for name, value in logit.items():
        drawn = value - 1.8 * old * (name in working) - np.log(-np.log(rng.random(len(age))))
        better = drawn > best
        best[better], found[better] = drawn[better], EMPLOYMENT[name]
    return found


def _income(rng: np.random.Generator, *, standing: Floats, age: Ints, employment: Ints) -> Floats:
    by_work = np.zeros(len(EMPLOYMENT))
    for name, effect in {"temporary": -0.16, "part_time": -0.38, "self_employed": 0.05, "retired": -0.22,
                         "student": -0.75, "unemployed": -0.65}.items():  # fmt: skip
        by_work[EMPLOYMENT[name]] = effect
    by_age = np.interp(age, [18, 25, 35, 50, 65, 82], [-0.35, -0.12, 0.04, 0.12, 0.05, 0.0])
    drawn = np.exp(7.75 + 0.27 * standing + by_work[employment] + by_age + 0.24 * rng.standard_normal(len(age)))
    step = np.where(rng.random(len(age)) < 0.6, 50.0, 10.0)  # people round
    return np.asarray((drawn.clip(450, 16_000) / step).round() * step)


def _months_employed(rng: np.random.Generator, *, age: Ints, employment: Ints) -> Ints:
    mean = np.full(len(EMPLOYMENT), 60.0)
    for name, typical in {"permanent": 95, "temporary": 14, "self_employed": 75, "retired": 80, "student": 20,
                          "unemployed": 9}.items():  # fmt: skip
        mean[EMPLOYMENT[name]] = typical
    ceiling = np.where(employment == EMPLOYMENT["retired"], (age - 55).clip(1) * 12, (age - 16).clip(1) * 12)
    found: Ints = np.minimum(rng.gamma(1.0, 1.0, len(age)) * mean[employment], ceiling).astype(np.int64)
    return found


def _housing(rng: np.random.Generator, *, standing: Floats, age: Ints) -> Ints:
    at_home = 1 / (1 + np.exp(0.35 * (age - 22)))
    owns = (1 - at_home) / (1 + np.exp(1.0 - 0.6 * standing - 0.05 * (age - 40)))
    drawn = rng.random(len(age))
    found: Ints = np.select(
        [drawn < at_home, drawn < at_home + owns], [HOUSING["with_parents"], HOUSING["owner"]], HOUSING["tenant"]
    ).astype(np.int64)
    return found
