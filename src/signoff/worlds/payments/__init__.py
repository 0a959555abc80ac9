"""The payments world: an issuer of cards, its customers, and those who steal from both."""

from signoff.worlds.payments.config import PRESETS, PaymentsConfig, Shift
from signoff.worlds.payments.world import PaymentsTruth, PaymentsWorld, parts, simulate, steps

__all__ = ["PRESETS", "PaymentsConfig", "PaymentsTruth", "PaymentsWorld", "Shift", "parts", "simulate", "steps"]
