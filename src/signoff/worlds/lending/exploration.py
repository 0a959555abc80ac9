"""A lender that approves some declined applicants at random: logs of what it saw, and what every loan would have earned."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from signoff.worlds.draw import Bools, Floats, stream

KINDS = ("worse", "better")
"""The declined would have earned less than the approved, as the old policy believes; or more, since its score misjudges newcomers."""

_APPLICANTS = 30_000
_BAND = 90.0  # points below the cut-off within which the old policy explores
_LOGGED = ("score", "propensity", "exposure_eur", "interest_eur")


class Log(NamedTuple):
    """Applications of a month as the old policy left them, and what the new policy says to each.

    Attributes:
        log: `score`, `propensity`, `exposure_eur`, `interest_eur` (float64), `approved` (bool), `profit_eur` (float64, NaN
            unless approved), shuffled, on an index that repeats.
        policy: True where the new policy would approve, row by row.
    """

    log: pd.DataFrame
    policy: Bools


@dataclass(frozen=True)
class Door:
    """Who comes to this lender.

    Attributes:
        applicants: `score`, `propensity`, `exposure_eur`, `interest_eur`, `profit_eur` (float64; of everybody, approved or
            not) and `policy` (bool: the new policy would approve).
    """

    applicants: pd.DataFrame

    @property
    def value_eur(self) -> float:
        """Mean profit of those whom the new policy would approve and the old one can approve."""
        known = self.applicants["policy"] & (self.applicants["propensity"] > 0)
        return float(self.applicants.loc[known, "profit_eur"].mean())

    def log(self, rng: np.random.Generator, rows: int) -> Log:
        """A month of so many applicants, drawn independently, each approved with its propensity."""
        month = self.applicants.iloc[rng.integers(0, len(self.applicants), rows)]
        approved = rng.random(rows) < month["propensity"].to_numpy()
        log = month[list(_LOGGED)].assign(approved=approved, profit_eur=month["profit_eur"].where(approved))
        return Log(log, month["policy"].to_numpy(dtype=bool, copy=True))


class Practice(NamedTuple):
    """As `Log`, with what a grade keeps back.

    Attributes:
        log, policy: as in `Log`.
        profit_eur: what each application earned or would have earned.
        value_eur: mean profit of supported approvals at this lender's door, of which `log` is a sample.
    """

    log: pd.DataFrame
    policy: Bools
    profit_eur: Floats
    value_eur: float


def door(seed: int, kind: str) -> Door:
    """The lender of one of `KINDS`; the same seed and kind give the same applicants."""
    rng = stream(seed, "lending", "exploration", kind)
    size = _APPLICANTS
    quality, unseen = rng.standard_normal((2, size))  # what the score sees, and what the desk sees beside it
    newcomer = rng.random(size) < (0.35 if kind == "better" else 0.0)
    score = 600 + 45 * (0.8 * quality + 0.6 * rng.standard_normal(size)) - 60 * newcomer
    cut = np.quantile(score, rng.uniform(0.58, 0.64))
    below = cut - score
    knocked_out = (rng.random(size) < 0.12) & (below > 0)
    log_odds = rng.uniform(-0.6, -0.4) - 0.8 * quality - 1.3 * unseen + 0.5 * knocked_out - 2.6 * newcomer
    taste = 1.3 if kind == "worse" else -1.1  # the desk explores those it likes; the other desk those nobody else takes
    large = rng.standard_normal(size)
    exposure = np.clip(4_000 * np.exp(0.5 * large), 1_000, 15_000)
    # large loans are explored more rarely: the heaviest weights lie on the outcomes that vary most
    explored = np.clip(_expit(-0.9 + taste * unseen - 0.008 * below - 1.2 * large), 0.07, 0.6)
    propensity = np.where(below <= 0, 1.0, np.where(knocked_out | (below > _BAND), 0.0, explored))
    interest = exposure * rng.uniform(0.2, 0.34, size)
    lost = exposure * rng.beta(4, 4, size)
    profit = np.where(rng.random(size) < _expit(log_odds), -lost, interest * rng.uniform(0.6, 1.0, size))
    promise = 0.4 * quality + 0.3 * unseen + 0.8 * newcomer + 0.8 * rng.standard_normal(size)
    return Door(
        pd.DataFrame(
            {
                "score": score.round(1),
                "propensity": propensity.round(4),
                "exposure_eur": exposure.round(2),
                "interest_eur": interest.round(2),
                "profit_eur": profit.round(2),
                "policy": promise > np.quantile(promise, rng.uniform(0.4, 0.45)),
            }
        )
    )


def practice_log(kind: str = "worse") -> Practice:
    """A month of 3,000 applications to practise on. No grade uses it."""
    rng = stream(20_270, "lending", "exploration", "practice", kind)
    one = door(20_270, kind)
    month = Door(one.applicants.iloc[rng.integers(0, len(one.applicants), 3_000)])
    approved = rng.random(3_000) < month.applicants["propensity"].to_numpy()
    log = month.applicants[list(_LOGGED)].assign(approved=approved)
    log["profit_eur"] = month.applicants["profit_eur"].where(log["approved"])
    policy, profit = (month.applicants[name].to_numpy(copy=True) for name in ("policy", "profit_eur"))
    return Practice(log, policy, profit, one.value_eur)


def _expit(log_odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found
