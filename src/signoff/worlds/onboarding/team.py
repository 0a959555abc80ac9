"""The team behind the desk: which applications become alerts, when they are worked, and what is said of them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from signoff.worlds.draw import Bools, Floats, Ints, evenly, exactly, stream
from signoff.worlds.onboarding import clock
from signoff.worlds.onboarding.applications import BRANCH, Applications, Book, probability
from signoff.worlds.onboarding.config import OnboardingConfig
from signoff.worlds.onboarding.people import DOCUMENTS, FARM, MULE, SECOND, SYNTHETIC
from signoff.worlds.onboarding.watchlist import WatchList, name_key

RULES = ("document_shared", "name_and_birth_date_seen", "phone_shared", "device_shared", "list_name",
         "document_check", "network_elsewhere", "vendor_score")  # fmt: skip
_WEIGHTS = np.array([1.6, 1.0, 0.6, 1.0, 1.0, 0.7, 0.35, 0.7])
_WINDOW = 30 * clock.DAY
_HARDER = {SECOND: 0.85, SYNTHETIC: 0.6, DOCUMENTS: 1.15, FARM: 1.2, MULE: 0.35}
"""Recall of analysts per kind, relative to the ordinary."""


@dataclass(frozen=True)
class Shifts:
    """When the team works: starts and ends in microseconds, and how many people."""

    start: Ints
    end: Ints
    analysts: Ints

    def worked(self, at: Ints) -> Floats:
        """Minutes that the team has worked, all together, by these times."""
        found: Floats = np.interp(at, self._edges, self._total)
        return found

    def when(self, minutes: Floats, *, begins: bool = False) -> Ints:
        """The time by which the team has worked so many minutes; what begins then waits for the next shift.

        Work beyond the last shift ends with it.
        """
        side: Literal["left", "right"] = "right" if begins else "left"
        place = np.clip(np.searchsorted(self._ends, minutes, side=side), 0, len(self.start) - 1)
        before = np.r_[0.0, self._ends[:-1]][place]
        found = self.start[place] + (minutes - before) / self.analysts[place] * clock.MINUTE
        return np.asarray(np.minimum(found, self.end[place]).astype(np.int64))

    @property
    def _ends(self) -> Floats:
        return np.cumsum((self.end - self.start) / clock.MINUTE * self.analysts)

    @property
    def _edges(self) -> Ints:
        return np.column_stack([self.start, self.end]).ravel()

    @property
    def _total(self) -> Floats:
        ends = self._ends
        return np.column_stack([np.r_[0.0, ends[:-1]], ends]).ravel()


@dataclass(frozen=True)
class Work:
    """What the team did.

    Attributes:
        alerted: positions of the applications with an alert, by arrival.
        reason, score: of each alert; positions in RULES.
        start, close: microseconds; minutes: work; analyst: from 1. `done` is false where the span ended first.
        checked, checked_at: positions of applications drawn at random, and when they were looked at.
        suspicious: what an analyst says or would say, per application.
        shifts: of the span.
    """

    alerted: Ints
    reason: Ints
    score: Floats
    start: Ints
    close: Ints
    minutes: Floats
    analyst: Ints
    done: Bools
    checked: Ints
    checked_at: Ints
    suspicious: Bools
    shifts: Shifts


def work(config: OnboardingConfig, seed: int, book: Book, listed: WatchList) -> Work:
    """Alerts, reviews in order of arrival, and random checks of what raised none."""
    made, rng = book.made, stream(seed, "onboarding", "team")
    fired = _rules(config, book, listed)
    score = (fired * _WEIGHTS).sum(axis=1).round(2)
    alert = score >= 1
    hidden = np.flatnonzero(made.kind == MULE)[:4]  # the first: two stay without an alert, two have one
    alert[hidden[:2]], alert[hidden[2:]] = False, True
    score[hidden[:2]] = np.minimum(score[hidden[:2]], 0.7)
    score[hidden[2:]] = np.maximum(score[hidden[2:]], 1.0)
    fired[hidden[2:], RULES.index("vendor_score")] = True
    suspicious = _opinions(config, rng, made, alert)
    early_honest = np.flatnonzero(alert & ~made.guilty)[:2]
    suspicious[early_honest] = True
    suspicious[hidden[2:]] = False
    alerted = np.flatnonzero(alert)
    slow = fired[alerted][:, [RULES.index("document_shared"), RULES.index("list_name")]].any(axis=1)
    minutes = (
        config.handle_minutes
        * np.where(slow, 1.5, 1.0)
        * np.exp(config.handle_spread * rng.standard_normal(len(alerted)))
    )
    shifts, arrived = _shifts(config), made.at
    arrives = shifts.worked(arrived[alerted] + clock.SECOND)
    total = np.cumsum(minutes)
    finish = total + np.maximum.accumulate(arrives - (total - minutes))
    end = clock.first_moment(config) + clock.span_days(config) * clock.DAY
    close = shifts.when(finish)
    drawn = exactly(rng, config.random_check_share, len(made), at_least=4) & ~alert
    drawn[hidden[0]], suspicious[hidden[0]] = True, True
    checked = np.flatnonzero(drawn)
    checked_at = arrived[checked] + (rng.uniform(1, 9, len(checked)) * clock.DAY).astype(np.int64)
    suspicious[hidden[1]] = False
    return Work(
        alerted=alerted,
        reason=(fired[alerted] * _WEIGHTS).argmax(axis=1),
        score=score[alerted],
        start=np.clip(shifts.when(finish - minutes, begins=True), arrived[alerted] + clock.SECOND, close),
        close=close,
        minutes=minutes.round(2),
        analyst=rng.integers(1, config.analysts + 1, len(alerted)),
        done=(finish < shifts.worked(np.array([end]))[0]) & (close < end),
        checked=checked[checked_at < end],
        checked_at=checked_at[checked_at < end],
        suspicious=suspicious,
        shifts=shifts,
    )


def planted(made: Applications, work_: Work) -> dict[str, Ints]:
    """The applications that show what analysts get wrong, and what they find by chance."""
    done = work_.alerted[work_.done]
    guilty, says = made.guilty, work_.suspicious
    first = np.flatnonzero(made.kind == MULE)[:4]
    return {
        "accused_honest": done[says[done] & ~guilty[done]],
        "cleared_guilty": done[~says[done] & guilty[done]],
        "random_check_found": work_.checked[says[work_.checked] & guilty[work_.checked]],
        "never_alerted": np.setdiff1d(first, np.r_[work_.alerted, work_.checked]),
        "late_outcome": np.intersect1d(done[~says[done] & guilty[done]], first),
    }


def _rules(config: OnboardingConfig, book: Book, listed: WatchList) -> Bools:
    """Which rules fire on each application, from what arrived before it (n, rules)."""
    made = book.made
    name = name_key(book.who.given[made.person], made.given_form, made.family, made.family_form)
    birth = (made.year * 12 + made.month) * 31 + made.day
    document = (made.doc_number * 4 + made.doc_type) * 16 + made.doc_country
    frame = pd.DataFrame(
        {"name": name, "birth": birth, "document": document, "phone": made.phone, "device": made.device, "at": made.at}
    )
    other_name = frame.groupby("document")["name"].shift().ne(frame["name"]) & frame.duplicated("document")
    third = frame.groupby("device")["at"].shift(2)
    on_device = (made.at - third.to_numpy(dtype=float, na_value=-np.inf) < _WINDOW) & (made.channel != BRANCH)
    order = np.argsort(listed.key, kind="stable")
    since = listed.published[np.minimum(listed.first, len(listed.published) - 1)]
    place = np.searchsorted(listed.key[order], name).clip(0, len(order) - 1)
    on_list = (listed.key[order][place] == name) & (since[order][place] <= made.at)
    return np.column_stack([
        other_name, frame.duplicated(["name", "birth"]), frame.duplicated("phone"), on_device, on_list,
        made.check > 0, made.ip_country == 4, probability(config, made.vendor) > 0.10,
    ])  # fmt: skip


def _opinions(config: OnboardingConfig, rng: np.random.Generator, made: Applications, alert: Bools) -> Bools:
    """What an analyst says or would say; look-alikes are accused half as often again."""
    chance = np.where(made.guilty, config.analyst_recall, config.false_accusation * np.where(alert, 1.0, 0.3))
    for kind, factor in _HARDER.items():
        chance = np.where(made.kind == kind, np.minimum(0.97, config.analyst_recall * factor), chance)
    return evenly(rng, made.kind * 2 + alert) < chance


def _shifts(config: OnboardingConfig) -> Shifts:
    """Weekdays from nine, local time; on Saturdays a third of the team, at least one person, for half as long."""
    day = np.arange(clock.span_days(config))
    weekday = (day + config.start.weekday()) % 7
    works = weekday < 6
    day, saturday = day[works], weekday[works] == 5
    start = clock.utc(config, day, np.full(len(day), 9 * clock.HOUR))
    length = np.where(saturday, config.shift_hours / 2, config.shift_hours)
    analysts = np.where(saturday, max(1, config.analysts // 3), config.analysts)
    return Shifts(start, start + (length * clock.HOUR).astype(np.int64), analysts)
