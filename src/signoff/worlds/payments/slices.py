"""Randomised slices of card payments: let through whatever two models said, so that every outcome is known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from signoff.worlds.draw import Floats, Ints, expand, stream

KINDS = ("better", "worse", "equal")
"""The challenger catches more than the champion; or less; or just as much, with other mistakes."""

ALERTED = 0.2
"""The team can look at so many of the payments of a slice; there the last alert about pays for itself."""

EXPECTED = (-1917.4, -22.23)
"""What a challenger that is `better` changes on average per 1,000 payments: EUR of fraud let through, of usual amounts, and
honest customers alerted. Measured by tests/gates/champion_challenger.py."""

_CARDS, _COMPROMISED = 320, 0.28
_LONGEST = 6
"""So many frauds a stolen card has at most."""
_WEAK, _STRONG = 1.5, 2.1
"""By so much a fraud's log-odds lie above an honest payment's."""


@dataclass(frozen=True)
class Slice:
    """Payments of some weeks that were let through by lot.

    Attributes:
        payments: shuffled, on an index that repeats: `payment_id`, `card_id` (int64), `amount_eur` (float64), `is_fraud`
            (bool), and the scores `champion` (float64, 0 to 1) and `challenger` (float64, 0 to 999), both with ties.
        budget: how many of the payments the team can look at.
        economics: `lost_share`, `alert_eur` and `honest_eur`, as in the brief of evaluation/champion_challenger.
        true_difference: EUR per 1,000 payments that the challenger costs more than the champion, on average over all
            slices like this one.
        amount_scale: amounts are so many times the usual ones.
    """

    payments: pd.DataFrame
    budget: int
    economics: dict[str, float]
    true_difference: float
    amount_scale: float


def random_slice(seed: int, kind: str, number: int = 0) -> Slice:
    """A slice of one of `KINDS`; the same seed, kind and number give the same slice."""
    rng = stream(seed, "payments", "slices", kind, number)
    sizes = np.clip(rng.geometric(0.2, _CARDS), 1, 30)
    compromised = rng.random(_CARDS) < _COMPROMISED
    card, within = expand(sizes)
    begins = np.floor(rng.uniform(0, 0.6, _CARDS) * sizes)
    fraud = compromised[card] & (within >= begins[card]) & (within < begins[card] + _LONGEST)
    usual = rng.normal(3.4, 0.5, _CARDS)
    stolen = rng.normal(4.4, 0.3, _CARDS)
    amount = np.where(
        fraud,
        np.exp(stolen[card] + rng.normal(0, 0.15, len(card))),
        np.exp(usual[card] + rng.normal(0, 0.7, len(card))),
    )
    scale = float(rng.uniform(0.5, 2.0))
    skills = {"better": (_WEAK, _STRONG), "worse": (_STRONG, _WEAK), "equal": (_WEAK, _WEAK)}[kind]
    common = rng.normal(0, 0.8, _CARDS)[card] + rng.normal(0, 0.5, len(card))
    logits = [
        skill * fraud + common + rng.normal(0, 0.9, _CARDS)[card] + rng.normal(0, 0.3, len(card)) for skill in skills
    ]
    columns = {
        "payment_id": rng.permutation(len(card)).astype(np.int64) + int(rng.integers(1, 2**52)),
        "card_id": _ids(rng, _CARDS)[card],
        "amount_eur": (scale * amount).round(2),
        "is_fraud": fraud,
        "champion": _expit(logits[0] - 2).round(3),
        "challenger": np.floor(1000 * _expit(0.8 * logits[1] - 0.6)),
    }
    index, shuffled = rng.integers(0, 50, len(card)), rng.permutation(len(card))
    payments = pd.DataFrame({name: values[shuffled] for name, values in columns.items()}, index=index[shuffled])
    economics = {
        "lost_share": float(rng.uniform(0.6, 1.0)),
        "alert_eur": float(rng.uniform(2.0, 5.0)),
        "honest_eur": float(scale * rng.uniform(22.0, 34.0)),
    }
    eur, honest = EXPECTED
    sign = {"better": 1, "worse": -1, "equal": 0}[kind]
    true = sign * (scale * eur * economics["lost_share"] + honest * economics["honest_eur"])
    return Slice(payments, round(ALERTED * len(payments)), economics, true, scale)


def _ids(rng: np.random.Generator, size: int) -> Ints:
    found: Ints = np.unique(rng.integers(1, 2**60, 2 * size))[:size]
    return rng.permutation(found)


def practice_slice(kind: str = "better") -> Slice:
    """A slice to practise on, with what a grade keeps back: the true difference. No grade uses it."""
    return random_slice(20_260, kind)


def _expit(log_odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found
