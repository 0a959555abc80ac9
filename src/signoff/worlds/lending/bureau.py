"""A consumer lender and the credit bureau it buys from, simulated: no row describes a real person.

`bureau_book` draws applicants, the bureau pulls about them, the decisions of the lender and what became of the loans.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MAX_AGE = pd.Timedelta("90D")
"""The lender's policy: a bureau measurement older than this, seen from the decision, is no information."""

MAX_AGE_INSTANT = pd.Timedelta("36h")
"""The stricter policy for loans that are paid out within minutes; no number of whole days."""


@dataclass(frozen=True)
class BureauBook:
    """What the lender's warehouse holds once every outcome is known. All times are UTC.

    Attributes:
        decisions: `application_id` (str, unique), `applicant_id` (int64), `decided_at` (datetime64[us, UTC]) and
            `amount_eur` (float64, EUR asked for), in no order, with a unique integer index that is neither sorted
            nor a range.
        pulls: `applicant_id` (int64), `event_time` (when the bureau measured), `available_at` (when the lender
            received it, never before `event_time`; both datetime64[us, UTC]), `utilisation` (float64, 0-1, unrounded)
            and `delinquencies` (int64), in no order. A correction is a row of the same applicant and `event_time`,
            received later, with other values than the version before it; it may restore those of an earlier one.
            No two rows of one applicant share both times; nothing is missing.
        outcomes: `application_id` and `defaulted` (bool: a bad event within 365 days after the decision), sorted by
            application.
        known: the truth to compare with, row by row for `decisions` (same index): the `event_time`, `available_at`,
            `utilisation` and `delinquencies` that were in hand at the decision, however old; missing where nothing was.
    """

    decisions: pd.DataFrame
    pulls: pd.DataFrame
    outcomes: pd.DataFrame
    known: pd.DataFrame


def bureau_book(seed: int, *, decisions: int = 2000, applicants: int = 320) -> BureauBook:
    """A book of simulated people: a latent risk, a measurement every 45 days or less often, decisions over ten months.

    The riskier someone is, the more of a limit is used and the sooner bad events come. After a bad event the bureau's
    measurements deteriorate, and those of the last 120 days before it are restated (arrears are reported late and
    dated back). So a join on the latest pull, or on `event_time`, carries the outcome into the features and looks like
    skill. Pulls arrive hours to weeks late, out of order, and some are corrected after a dispute.

    Every case of `CASES` stands in every book twice, on people who have no other rows: one copy with its pulls in the
    order listed, one reversed. Each copy has one instant of decision for most cases, so that many people are decided
    at once; it falls between whole seconds, and so do the times of the pulls beside it.

    Args:
        seed: same seed, same book.
        decisions: how many, planted ones among them.
        applicants: how many people, planted ones among them; a twentieth of the others has no file.

    Raises:
        ValueError: too few decisions or applicants to hold the planted cases and as many others.
    """
    planted_people = len(CASES) * _COPIES
    planted_decisions = sum(len(case.decisions) for case in CASES.values()) * _COPIES
    if applicants < 2 * planted_people or decisions < 2 * planted_decisions:
        raise ValueError(f"a book needs at least {2 * planted_people} applicants and {2 * planted_decisions} decisions")
    rng = np.random.default_rng(seed)
    people = _people(rng, applicants)
    planted_asks, planted_pulls = _planted(rng, people)
    others = np.arange(planted_people, applicants)
    asks = pd.concat([planted_asks, _asks(rng, others, decisions - planted_decisions)])
    pulls = _mixed(rng, pd.concat([planted_pulls, _regular_pulls(rng, people, others)]))
    decided = _decisions(rng, people, asks)
    received = pd.DataFrame({
        "applicant_id": people.ids[pulls["who"]],
        "event_time": _instants(pulls["measured"]),
        "available_at": _instants(pulls["received"]),
        "utilisation": pulls["utilisation"].to_numpy(),
        "delinquencies": pulls["delinquencies"].to_numpy(),
    })  # fmt: skip
    return BureauBook(decided, received, _outcomes(people, decided), _known(decided, received))


@dataclass(frozen=True)
class Case:
    """A person with only these pulls, each (measured, received) in days before the first decision; negative: after it.

    A pull with the same first number as an earlier one is its correction. `decisions` are days after the first.
    """

    pulls: tuple[tuple[float, float], ...]
    decisions: tuple[float, ...] = (0.0,)
    decided: str | None = None
    """The instant of the decision, where the calendar matters; otherwise drawn, between 08:00 and 18:00 UTC."""
    restored: bool = False
    """The last version says again what the first one said."""


_AGE, _SHORT = MAX_AGE / pd.Timedelta("1D"), MAX_AGE_INSTANT / pd.Timedelta("1D")
_HOUR, _MINUTE, _SECOND, _MICROSECOND = 1 / 24, 1 / 1440, 1 / 86400, 1 / 86400e6

CASES = {
    "arrives at the decision": Case(((10, 0), (40, 39))),
    "arrives a microsecond late": Case(((10, -_MICROSECOND), (40, 39))),
    "arrives 0.4 seconds late": Case(((10, -0.4 * _SECOND), (40, 39))),
    "arrives a second late": Case(((10, -_SECOND), (40, 39))),
    "arrives that evening": Case(((5, -3 * _HOUR), (40, 39))),
    "arrives that morning": Case(((10, 2 * _HOUR),)),
    "arrives as it is measured": Case(((8, 8), (40, 39))),
    "arrives as the clocks go back in Europe": Case(((5, -20 * _MINUTE), (40, 39)), decided="2024-10-27 00:50"),
    "arrives as the clocks go back in New York": Case(((5, -20 * _MINUTE), (40, 39)), decided="2024-11-03 05:50"),
    "file arrives after the decision": Case(((6, -1),)),
    "measured after the decision": Case(((-10, -11),)),
    "no file": Case(()),
    "exactly as old as allowed": Case(((_AGE, _AGE - 1),)),
    "a microsecond too old": Case(((_AGE + _MICROSECOND, _AGE - 1),)),
    "half a second too old": Case(((_AGE + 0.5 * _SECOND, _AGE - 1),)),
    "half an hour too old": Case(((_AGE + 30 * _MINUTE, _AGE - 1),)),
    "hours too old": Case(((_AGE + 6 * _HOUR, _AGE - 1),)),
    "too old, received lately": Case(((_AGE + 20, 5),)),
    "only stale": Case(((_AGE + 100, _AGE + 99),)),
    "stale, a fresh one under way": Case(((_AGE + 40, _AGE + 39), (10, -2))),
    "30 hours old": Case(((30 * _HOUR, 1),)),
    "exactly as old as an instant loan allows": Case(((_SHORT, 1),)),
    "a microsecond too old for an instant loan": Case(((_SHORT + _MICROSECOND, 1),)),
    "measured at the decision": Case(((0, 0),)),
    "measured a microsecond before": Case(((_MICROSECOND, 0),)),
    "two in one delivery": Case(((30, 2), (9, 2))),
    "older one arrives last": Case(((5, 4), (30, 2))),
    "two older ones arrive last": Case(((5, 4), (40, 3), (30, 2))),
    "hours older one arrives last": Case(((10, 9), (10 + 3 * _HOUR, 2))),
    "seconds older one arrives last": Case(((10, 9), (10 + 2 * _SECOND, 2))),
    "a microsecond older one arrives last": Case(((10, 9), (10 + _MICROSECOND, 2))),
    "corrected before": Case(((20, 19), (20, 3))),
    "corrected after": Case(((20, 19), (20, -5))),
    "corrected again and again": Case(((20, 19), (20, 10), (20, 3), (20, -4))),
    "corrected twice within a microsecond": Case(((20, 19), (20, 3), (20, 3 - _MICROSECOND))),
    "correction taken back": Case(((20, 19), (20, 10), (20, 3)), restored=True),
    "two corrections taken back": Case(((20, 19), (20, 10), (20, 6), (20, 3)), restored=True),
    "correction taken back between two decisions": Case(
        ((20, 19), (20, 10), (20, -5)), decisions=(0, 10), restored=True
    ),
    "older one corrected last": Case(((40, 39), (8, 7), (40, 1))),
    "asks twice at once": Case(((12, 11),), decisions=(0, 0)),
    "corrected between two decisions": Case(((20, 19), (20, -5)), decisions=(0, 10)),
}
"""What every book shows: the situations that tell a right join from a wrong one."""

_COPIES = 2
_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
_DAY = 1440 * _MINUTE_US  # microseconds, the unit of all times below; they count from _START
_START = pd.Timestamp("2024-05-01", tz="UTC")
_SPAN = 760 * _DAY  # the bureau measures until the last outcome is known
_DECIDE_FROM, _DECIDE_TO = 61 * _DAY, 364 * _DAY
_HORIZON = 365 * _DAY
_BETWEEN_PULLS = 45 * _DAY
_RESTATED = 120 * _DAY


@dataclass(frozen=True)
class _People:
    """Latent traits, one entry per person: id, risk (standard normal), times of bad events (a row each, padded)."""

    ids: Ints
    risk: Floats
    bad_events: Floats


def _people(rng: np.random.Generator, count: int) -> _People:
    risk = rng.standard_normal(count)
    events = rng.poisson(0.06 * np.exp(risk) * _SPAN / _HORIZON)
    times = rng.uniform(0, _SPAN, (count, 6))
    times[np.arange(6) >= events[:, None]] = np.inf
    return _People(100_000 + rng.permutation(9 * count)[:count], risk, times)


def _regular_pulls(rng: np.random.Generator, people: _People, who: Ints) -> pd.DataFrame:
    """The pulls of those who are not planted, with restatements after bad events and corrections after disputes."""
    with_file = who[rng.random(len(who)) >= 0.05]
    slots = np.arange(_SPAN // _BETWEEN_PULLS)
    jitter = rng.uniform(0, 0.9, (len(with_file), len(slots)))  # below 1: no person is measured twice at one time
    seen = rng.random(jitter.shape) < rng.uniform(0.3, 1, (len(with_file), 1))  # some are measured seldom
    measured = ((slots + jitter) * _BETWEEN_PULLS).astype(np.int64)[seen] // _MINUTE_US * _MINUTE_US
    pulls = _measured(rng, people, np.repeat(with_file, seen.sum(axis=1)), measured)
    delay = rng.choice([_DAY // 24, _DAY // 4, 2 * _DAY, 20 * _DAY], len(pulls), p=[0.5, 0.25, 0.15, 0.1])
    pulls["received"] = measured + delay + rng.integers(0, 60, len(pulls)) * _MINUTE_US

    events = people.bad_events[pulls["who"]]
    next_bad = np.where(events > measured[:, None], events, np.inf).min(axis=1)
    restated = next_bad - measured < _RESTATED
    disputed = ~restated & (rng.random(len(pulls)) < 0.12)
    reported = next_bad[restated].astype(np.int64) + rng.integers(5, 20, restated.sum()) * _DAY
    resolved = pulls.loc[disputed, "received"] + rng.integers(24, 720, disputed.sum()) * _DAY // 24
    return pd.concat([pulls, _restated(pulls[restated], reported), _corrected(pulls[disputed], resolved)])


def _measured(rng: np.random.Generator, people: _People, who: Ints, at: Ints) -> pd.DataFrame:
    """Pulls as the bureau first reports them: driven by risk, worse for a year after a bad event."""
    since = at[:, None] - people.bad_events[who]
    trouble = ((since >= 0) & (since < _HORIZON)).any(axis=1)
    logit = -0.9 + 0.8 * people.risk[who] + 1.3 * trouble + 0.6 * rng.standard_normal(len(who))
    utilisation = (1 / (1 + np.exp(-logit))).clip(0.02, 0.97)
    delinquencies = rng.poisson(np.exp(-1.0 + 0.6 * people.risk[who])) + 2 * trouble
    return pd.DataFrame({"who": who, "measured": at, "utilisation": utilisation, "delinquencies": delinquencies})


def _restated(pulls: pd.DataFrame, received: Ints) -> pd.DataFrame:
    """The same measurements with the arrears that were dated back into them."""
    used = pulls["utilisation"]
    return pulls.assign(
        received=np.maximum(received, pulls["received"] + 5 * _DAY),
        utilisation=used + (1 - used) / 2,
        delinquencies=pulls["delinquencies"] + 2,
    )


def _corrected(pulls: pd.DataFrame, received: pd.Series) -> pd.DataFrame:
    """The same measurements after a dispute in the applicant's favour; utilisation is never what it was just before."""
    return pulls.assign(
        received=received,
        utilisation=pulls["utilisation"] * 0.8,
        delinquencies=(pulls["delinquencies"] - 1).clip(lower=0),
    )


def _asks(rng: np.random.Generator, who: Ints, count: int) -> pd.DataFrame:
    minutes = rng.integers(_DECIDE_FROM // _MINUTE_US, _DECIDE_TO // _MINUTE_US, count)
    return pd.DataFrame({"who": rng.choice(who, count), "decided": minutes * _MINUTE_US})


def _planted(rng: np.random.Generator, people: _People) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Decisions and pulls of the planted people: person `copy * len(CASES) + i` is copy `copy` of case `i`."""
    clock = rng.integers(8 * 60, 18 * 60, _COPIES) * _MINUTE_US + rng.integers(5, 50, _COPIES) * _SECOND_US
    clock += rng.integers(100_000, 500_000, _COPIES)  # early in a second: what comes 0.4 s later comes in the same one
    drawn = rng.choice(np.arange(100, 340), _COPIES, replace=False) * _DAY + clock
    asked, pulled = [], []
    for who, (copy, case) in enumerate((copy, case) for copy in range(_COPIES) for case in CASES.values()):
        decided = int(drawn[copy]) if case.decided is None else _since_start(case.decided)
        asked += [(who, decided + round(days * _DAY)) for days in case.decisions]
        pulled += [(who, decided - round(days * _DAY), decided - round(after * _DAY)) for days, after in case.pulls]
    asks = pd.DataFrame(asked, columns=["who", "decided"])
    who_, measured, received = np.array(pulled).T
    pulls = _measured(rng, people, who_, measured).assign(received=received)
    same, values = ["who", "measured"], ["utilisation", "delinquencies"]
    version = pulls.groupby(same).cumcount()
    first = pulls.groupby(same)[values].transform("first")
    pulls[values] = first
    for number in range(1, version.max() + 1):
        later = version >= number
        pulls[later] = _corrected(pulls[later], pulls.loc[later, "received"])
    taken_back = [case.restored for case in CASES.values()] * _COPIES
    last = np.array(taken_back)[pulls["who"]] & ~pulls.duplicated(same, keep="last")
    pulls.loc[last, values] = first[last]
    return asks, pulls


def _mixed(rng: np.random.Generator, pulls: pd.DataFrame) -> pd.DataFrame:
    """The rows in random order, but planted people keep theirs: as listed in the first copy, reversed in the second."""
    key, who = rng.random(len(pulls)), pulls["who"].to_numpy()
    for person in range(len(CASES) * _COPIES):
        rows = np.flatnonzero(who == person)
        ascending = np.sort(key[rows])
        key[rows] = ascending if person < len(CASES) else ascending[::-1]
    return pulls.iloc[np.argsort(key)]


def _decisions(rng: np.random.Generator, people: _People, asks: pd.DataFrame) -> pd.DataFrame:
    count = len(asks)
    frame = pd.DataFrame({
        "application_id": [f"A{number:05d}" for number in rng.permutation(count)],
        "applicant_id": people.ids[asks["who"]],
        "decided_at": _instants(asks["decided"]),
        "amount_eur": (np.exp(8.6 + 0.6 * rng.standard_normal(count)).clip(1_000, 25_000) / 100).round() * 100,
    }, index=10_000 + rng.permutation(count))  # fmt: skip
    return frame.iloc[rng.permutation(count)]


def _outcomes(people: _People, decisions: pd.DataFrame) -> pd.DataFrame:
    place = np.argsort(people.ids)
    who = place[np.searchsorted(people.ids[place], decisions["applicant_id"])]
    decided = ((decisions["decided_at"] - _START) // pd.Timedelta("1us")).to_numpy()
    after = people.bad_events[who] - decided[:, None]
    bad = ((after > 0) & (after <= _HORIZON)).any(axis=1)
    frame = pd.DataFrame({"application_id": decisions["application_id"].to_numpy(), "defaulted": bad})
    return frame.sort_values("application_id", ignore_index=True)


def _known(decisions: pd.DataFrame, pulls: pd.DataFrame) -> pd.DataFrame:
    pairs = decisions.reset_index(names="row").merge(pulls, on="applicant_id", validate="many_to_many")
    in_hand = pairs[pairs["available_at"] <= pairs["decided_at"]].sort_values(["event_time", "available_at"])
    last = in_hand.drop_duplicates("row", keep="last").set_index("row")
    return last[["event_time", "available_at", "utilisation", "delinquencies"]].reindex(decisions.index.rename(None))


def _since_start(instant: str) -> int:
    return int((pd.Timestamp(instant, tz="UTC") - _START) // pd.Timedelta("1us"))


def _instants(microseconds: pd.Series) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(
        _START.tz_localize(None).to_datetime64() + microseconds.to_numpy().astype("m8[us]"), tz="UTC"
    )
