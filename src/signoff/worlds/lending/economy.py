"""The economy around the lender: how hard payments are for everybody, and what money costs."""

import numpy as np

from signoff.worlds.draw import Floats, Ints
from signoff.worlds.lending.config import LendingConfig
from signoff.worlds.lending.times import month_of

_RAMP = 3  # months until the macro shift is there in full
_MILD_SEASON = 0.06
_RATES = 632  # month, counted from 1970, in the middle of the rise of interest rates: September 2022


def shock(config: LendingConfig, month: Ints, *, calm: bool = False) -> Floats:
    """What calendar months add to everybody's log-odds of missing a payment: a mild season, and the macro shift.

    Args:
        config: when the shift comes and how large it is.
        month: counted from 1970.
        calm: as if the shift had not happened.
    """
    season: Floats = _MILD_SEASON * np.cos(2 * np.pi * (month % 12) / 12)
    if calm or config.macro_shift_on is None:
        return season
    since = month - month_of(config.macro_shift_on) + 1
    found: Floats = season + config.macro_shift_size * np.clip(since / _RAMP, 0, 1)
    return found


def base_rates(month: Ints) -> Floats:
    """What money costs the lender, a share a year: a slow rise from 1 to 4 per cent, whatever happens to customers."""
    found: Floats = (0.01 + 0.03 / (1 + np.exp(-(month - _RATES) / 3.5))).round(4)
    return found
