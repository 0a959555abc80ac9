"""The onboarding world: identity applications, the people behind them and the team that looks at alerts."""

from signoff.worlds.onboarding.config import PRESETS, OnboardingConfig
from signoff.worlds.onboarding.world import OnboardingTruth, OnboardingWorld, simulate

__all__ = ["PRESETS", "OnboardingConfig", "OnboardingTruth", "OnboardingWorld", "simulate"]
