"""The lending world: a consumer lender and the credit bureau it buys from."""

from signoff.worlds.lending.config import PRESETS, LendingConfig
from signoff.worlds.lending.world import LendingTruth, LendingWorld, simulate

__all__ = ["PRESETS", "LendingConfig", "LendingTruth", "LendingWorld", "simulate"]
