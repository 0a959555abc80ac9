"""Payments whose true probability of fraud is known, and what a model is trained on: all fraud, few honest payments."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from signoff.worlds.draw import Floats, stream

FEATURES = ("amount", "remote", "new_device", "last_hour")
_INTERCEPT, _WEIGHTS = -7.4, np.array([1.2, 1.4, 2.2, 1.0])
_PAST, _TODAY = 400_000, 50_000


@dataclass(frozen=True)
class Thinned:
    """Past payments as a training sample, and a day of payments as they came. About one payment in 200 is fraud.

    Attributes:
        kept: the share of the honest past payments that is in the sample; no fraud was left out.
        sample: `FEATURES` and `fraud` (bool): the amount against the card's usual one (standard deviations of its log),
            whether the card was absent, whether the device is new, how many requests the hour before held.
        today: `FEATURES` of every payment of the day, none left out.
        probability: that each payment of `today` is fraud, strictly between 0 and 1.
    """

    kept: float
    sample: pd.DataFrame
    today: pd.DataFrame
    probability: Floats


def thinned(seed: int) -> Thinned:
    """A sample and a day; the same seed gives the same payments."""
    rng = stream(seed, "payments", "thinned")
    kept = float(rng.choice([0.02, 0.05, 0.1]))
    past, chance = _payments(rng, _PAST)
    fraud = rng.random(_PAST) < chance
    rows = fraud | (rng.random(_PAST) < kept)
    today, probability = _payments(rng, _TODAY)
    sample = pd.DataFrame(past[rows], columns=FEATURES).assign(fraud=fraud[rows])
    return Thinned(kept, sample, pd.DataFrame(today, columns=FEATURES), probability)


def _payments(rng: np.random.Generator, count: int) -> tuple[Floats, Floats]:
    """Features and the true probability of fraud, which is logistic in them."""
    amount, remote, device = rng.standard_normal(count), rng.random(count) < 0.3, rng.random(count) < 0.05
    features = np.column_stack([amount, remote, device, rng.poisson(0.3, count)]).astype(float)
    probability: Floats = 1 / (1 + np.exp(-(_INTERCEPT + features @ _WEIGHTS)))
    return features, probability
