"""The lending world: a consumer lender and the credit bureau it buys from."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from signoff.worlds.lending.config import PRESETS, LendingConfig
    from signoff.worlds.lending.world import LendingTruth, LendingWorld, simulate

__all__ = ["PRESETS", "LendingConfig", "LendingTruth", "LendingWorld", "simulate"]


def __getattr__(name: str) -> Any:
    # on first use: who wants the bureau's book alone need not wait for the lender
    if name in __all__:
        module = "config" if name in ("PRESETS", "LendingConfig") else "world"
        return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
