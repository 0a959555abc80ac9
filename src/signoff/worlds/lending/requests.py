"""What people ask for: the first application of everybody, and the later ones of those who would come back."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Floats, Ints, exactly, pick, pick_each, stream
from signoff.worlds.lending import cases
from signoff.worlds.lending.columns import CHANNEL
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.people import People, hours
from signoff.worlds.lending.times import DAY, SECOND, instant

ADDRESS_SCORE, ACCOUNT_STABILITY = (62.0, 15.0), (58.0, 16.0)
"""Centre and spread of the two scores, in points."""
TERMS = np.array([12, 24, 36, 48, 60, 72])
_THIRD_SHARE = 0.25  # of those who came back once
_CHANNELS = (0.40, 0.24, 0.18, 0.18)
_PURPOSES = (0.24, 0.18, 0.22, 0.16, 0.05, 0.15)
_PURPOSE_SIZE = (0.35, 0.3, 0.2, -0.45, -0.2, -0.3)  # in log EUR


@dataclass(frozen=True)
class Requests:
    """One entry per application, sorted by person and then by time.

    Attributes:
        who: position of the person.
        turn: 0 for the first application of a person, then 1 and 2.
        at, scored_at: when it was sent, and when rules and scorecard read their inputs.
        channel, purpose: positions in the dictionary's values.
        amount, term: asked for; EUR and months.
        address_score, account_stability: 0 to 100.
    """

    who: Ints
    turn: Ints
    at: Ints
    scored_at: Ints
    channel: Ints
    purpose: Ints
    amount: Floats
    term: Ints
    address_score: Floats
    account_stability: Floats

    def __len__(self) -> int:
        return len(self.who)


def requests(config: LendingConfig, seed: int, people: People) -> Requests:
    """All applications that could come: later ones are dropped once it is known who got a loan."""
    rng = stream(seed, "lending", "requests")
    who, turn, at = _turns(config, rng, people)
    size = len(who)
    channel = _channels(config, rng, at=at, age=people.age[who])
    purpose = pick(rng, _PURPOSES, size)
    amount = _amounts(rng, income=people.income[who], purpose=purpose, turn=turn)
    planted = len(cases.CASES)
    first = np.searchsorted(who, np.arange(planted))  # rows of the planted people's first applications
    channel[first] = CHANNEL["web"]
    amount[first] = 6_000.0
    amount[first[cases.with_profile("weak")]] = 2_500.0
    amount[first[cases.person("no_file", "rule_decline")]] = 2_000.0
    term = TERMS[pick_each(rng, _TERM_WEIGHTS, np.searchsorted(_TERM_AMOUNTS, amount, side="right"))]
    term[first] = 36
    minutes_taken = np.array([0.4, 0.4, 55.0, 150.0])[channel]  # branches and brokers type it in later
    scored_at = at + (minutes_taken * 60 * rng.gamma(2.0, 0.5, size) + 2).astype(np.int64) * SECOND
    address_score, account_stability = _vendor_scores(config, rng, people, who)
    return Requests(who, turn, at, scored_at, channel, purpose, amount, term, address_score, account_stability)


_TERM_AMOUNTS = np.array([2_000, 5_000, 10_000, 18_000])
_TERM_WEIGHTS = (
    (45, 40, 12, 3, 0, 0),
    (18, 34, 30, 13, 5, 0),
    (6, 16, 32, 24, 18, 4),
    (2, 7, 20, 27, 31, 13),
    (1, 3, 11, 22, 36, 27),
)


def _turns(config: LendingConfig, rng: np.random.Generator, people: People) -> tuple[Ints, Ints, Ints]:
    size = len(people)
    again = exactly(rng, config.reapply_share, size)
    again[: len(cases.CASES)] = False
    again[cases.person("reapplied")] = True
    third = again & (rng.random(size) < _THIRD_SHARE)
    who = np.r_[np.arange(size), np.flatnonzero(again), np.flatnonzero(third)]
    turn = np.repeat([0, 1, 2], [size, again.sum(), third.sum()])
    second = people.first_at // DAY + _pause(rng, size)
    third_day = second + _pause(rng, size)
    at = np.r_[people.first_at, second[again] * DAY, third_day[third] * DAY]
    at[size:] += hours(rng, len(at) - size)
    within = at < instant(config.end)
    who, turn, at = who[within], turn[within], at[within]
    order = np.lexsort((turn, who))
    return who[order], turn[order], at[order]


def _pause(rng: np.random.Generator, size: int) -> Ints:
    """Days until somebody without a loan asks again: at least as long as an offer is open."""
    days: Ints = 18 + rng.exponential(65, size).astype(np.int64)
    return days


def _channels(config: LendingConfig, rng: np.random.Generator, *, at: Ints, age: Ints) -> Ints:
    shifted = np.zeros(len(at), dtype=np.int64)
    if config.applicant_shift_on is not None:
        shifted[at >= instant(config.applicant_shift_on)] = 1
    brokers = (1.0, max(0.1, 1 + 2.2 * config.applicant_shift_size))
    young = age < 35
    weights = np.array([[_CHANNELS[0], app * _CHANNELS[1], branch * _CHANNELS[2], broker * _CHANNELS[3]]
                        for broker in brokers for app, branch in ((0.7, 1.2), (1.7, 0.55))])  # fmt: skip
    return pick_each(rng, weights, shifted * 2 + young)


def _amounts(rng: np.random.Generator, *, income: Floats, purpose: Ints, turn: Ints) -> Floats:
    size = np.asarray(_PURPOSE_SIZE)[purpose] + 0.55 * np.log(income / 2_300) - 0.18 * turn
    drawn = np.exp(8.72 + size + 0.62 * rng.standard_normal(len(income)))
    step = np.select([drawn < 3_000, drawn < 12_000], [100.0, 500.0], 1_000.0)
    step = np.where((drawn > 4_000) & (rng.random(len(drawn)) < 0.35), 1_000.0, step)
    step = np.where((drawn > 8_000) & (rng.random(len(drawn)) < 0.3), 5_000.0, step)
    return np.asarray(((drawn / step).round() * step).clip(1_000, 40_000))


@dataclass(frozen=True)
class _Vendor:
    """How two scores measure resilience: the noise of each, and what the address score takes from the group."""

    address_noise: float
    stability_noise: float
    address_group: tuple[float, ...]


_VENDORS = {
    "exists": _Vendor(address_noise=0.60, stability_noise=0.48, address_group=(0.0, -2.8, -1.3)),
    "none": _Vendor(address_noise=0.40, stability_noise=1.1, address_group=(0.0, 0.0, 0.0)),
}


def _vendor_scores(config: LendingConfig, rng: np.random.Generator, people: People, who: Ints) -> tuple[Floats, Floats]:
    """The address score is the same each time; the account data is looked at anew."""
    vendor = _VENDORS[config.less_discriminatory]
    address = people.resilience + vendor.address_noise * rng.standard_normal(len(people))
    address += np.asarray(vendor.address_group)[people.group]
    address[cases.with_profile("solid")], address[cases.with_profile("weak")] = 1.2, -1.2
    stability = people.resilience[who] + vendor.stability_noise * rng.standard_normal(len(who))
    return _points(ADDRESS_SCORE, address[who]), _points(ACCOUNT_STABILITY, stability)


def _points(scale: tuple[float, float], value: Floats) -> Floats:
    centre, spread = scale
    return np.asarray((centre + spread * value).clip(0, 100).round(1))
