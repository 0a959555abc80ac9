"""The analysts: their shifts, and the queue of alerts and checks that they work through."""

import heapq
from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, stream
from signoff.worlds.onboarding import clock
from signoff.worlds.onboarding.config import OnboardingConfig


@dataclass(frozen=True)
class Shifts:
    """An entry per shift, by start: who works, from when to when (microseconds UTC)."""

    analyst: Ints
    starts: Ints
    ends: Ints


@dataclass(frozen=True)
class Handled:
    """What became of each item of the queue: by whom, and when; analyst -1 where nobody came to it."""

    analyst: Ints
    started: Ints
    closed: Ints


def shifts(config: OnboardingConfig) -> Shifts:
    """Weekdays at 08:00 or 11:30 local time in turns, Saturdays at 09:00 for a third of the team and half the hours."""
    day, analyst = np.divmod(np.arange(clock.span_days(config) * config.analysts), config.analysts)
    weekday = (day + config.start.weekday()) % 7
    late = (analyst + day // 7) % 2 == 1
    saturday = (weekday == 5) & ((analyst + day // 7) % 3 == 0)
    works = (weekday < 5) | saturday
    begin = np.where(saturday, 9 * 60, np.where(late, 11 * 60 + 30, 8 * 60)) * clock.MINUTE
    length = np.round(np.where(saturday, 0.5, 1.0) * config.shift_hours * 60).astype(np.int64) * clock.MINUTE
    starts = clock.utc(config, day[works], begin[works])
    order = np.lexsort((analyst[works], starts))
    return Shifts(analyst[works][order], starts[order], (starts + length[works])[order])


def minutes(config: OnboardingConfig, seed: int, longer: Floats) -> Floats:
    """Minutes of each review: lognormal around the median times `longer`, to the tenth, at least 1 and at most 240."""
    rng = stream(seed, "onboarding", "minutes")
    drawn = config.handle_minutes * longer * np.exp(config.handle_spread * rng.standard_normal(len(longer)))
    found: Floats = np.round(np.clip(drawn, 1, 240), 1)
    return found


def handled(work: Shifts, raised: Ints, urgent: Bools, patience: Ints, length: Ints) -> Handled:
    """Works off a queue: urgent items first, each class in order of arrival, one at a time per analyst.

    Nobody starts an item after the end of a shift; what was started is finished. An item whose patience is over
    (`raised + patience`) is not looked at any more. A queue is sequential by nature, so this walks over its items, which
    are a few per cent of the applications.

    Args:
        work: the shifts.
        raised: when each item joins the queue, ascending; microseconds, like `patience` and `length`.
        urgent: before the others.
        patience: how long the applicant waits.
        length: how long the review takes.
    """
    analyst, started, closed = (np.full(len(raised), -1) for _ in range(3))
    arrivals, waiting, coming = raised.tolist(), list[tuple[bool, int]](), 0
    relaxed, given_up, lengths = (~urgent).tolist(), (raised + patience).tolist(), length.tolist()
    free = {one: 0 for one in work.analyst.tolist()}
    # Whoever is free next; shifts of one time overlap, so each is opened on the line when it begins.
    line = [(int(start), number) for number, start in enumerate(work.starts)]
    heapq.heapify(line)
    ends, by = work.ends.tolist(), work.analyst.tolist()
    while line:
        now, shift = heapq.heappop(line)
        now = max(now, free[by[shift]])
        while coming < len(arrivals) and arrivals[coming] <= now:
            heapq.heappush(waiting, (relaxed[coming], coming))
            coming += 1
        while waiting and given_up[waiting[0][1]] < now:
            heapq.heappop(waiting)
        if now >= ends[shift]:
            continue
        if not waiting:
            if coming < len(arrivals) and arrivals[coming] < ends[shift]:
                heapq.heappush(line, (arrivals[coming], shift))
            continue
        item = heapq.heappop(waiting)[1]
        analyst[item], started[item], closed[item] = by[shift], now, now + lengths[item]
        free[by[shift]] = now + lengths[item]
        heapq.heappush(line, (now + lengths[item], shift))
    return Handled(analyst, started, closed)
