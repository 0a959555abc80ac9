"""How people pay: what each category costs, when it is bought, how, and by whom. Plain tables, chosen to be plausible."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Floats
from signoff.worlds.tables import dictionary


def values(table: str, column: str, side: str = "observed") -> tuple[str, ...]:
    """The values of a category, in the order of their codes."""
    return next(one.values for one in dictionary("payments").table(table, side).columns if one.name == column)


@dataclass(frozen=True)
class Habit:
    """One merchant category: share of honest purchases, share of them made remotely, amounts, hours.

    Amounts are lognormal: `median` EUR for a customer of average means, `spread` in logs. `hours` names a row of `HOURS`.
    """

    weight: float
    remote: float
    median: float
    spread: float
    hours: str
    risk: int = 0


HABITS = {
    "grocery": Habit(24, 0.03, 24, 0.75, "shop"),
    "restaurant": Habit(9, 0.0, 31, 0.6, "meal"),
    "fast_food": Habit(9, 0.12, 11, 0.45, "meal"),
    "fuel": Habit(5, 0.0, 52, 0.35, "shop"),
    "transport": Habit(8, 0.3, 5, 0.8, "commute"),
    "pharmacy": Habit(4, 0.08, 16, 0.6, "shop"),
    "clothing": Habit(6, 0.45, 48, 0.7, "shop"),
    "electronics": Habit(3.2, 0.6, 95, 1.0, "evening", risk=1),
    "home": Habit(3.4, 0.4, 55, 0.9, "shop"),
    "entertainment": Habit(3.4, 0.4, 22, 0.7, "evening"),
    "travel": Habit(2.2, 0.95, 140, 0.95, "evening", risk=1),
    "hotel": Habit(1.3, 0.5, 120, 0.7, "evening", risk=1),
    "atm": Habit(5, 0.0, 100, 0.7, "shop"),
    "marketplace": Habit(11, 1.0, 29, 0.95, "evening"),
    "digital_goods": Habit(6, 1.0, 12, 0.8, "night", risk=1),
    "gift_cards": Habit(1.0, 0.8, 40, 0.7, "evening", risk=2),
    "subscription": Habit(1.0, 1.0, 12, 0.5, "evening"),
    "gambling": Habit(1.1, 1.0, 30, 0.9, "night", risk=2),
    "crypto": Habit(0.5, 1.0, 110, 1.1, "night", risk=2),
    "telecom": Habit(1.6, 0.7, 22, 0.5, "shop"),
}
"""By category; the order of the dictionary's values."""

# Weight of each local hour, 0 to 23.
HOURS = {
    "shop": [0, 0, 0, 0, 0, 0, 1, 3, 6, 8, 9, 10, 10, 9, 9, 10, 12, 13, 11, 7, 3, 1, 0.5, 0.2],
    "meal": [2, 1.2, 0, 0, 0, 0, 1, 3, 3, 2, 3, 8, 14, 11, 5, 3, 3, 5, 10, 12, 9, 6, 3, 1],
    "commute": [1.2, 0.8, 0.4, 0.2, 0.5, 2, 7, 13, 11, 5, 4, 4, 5, 5, 5, 7, 10, 12, 8, 5, 4, 3, 2, 1],
    "evening": [2.5, 1.2, 0.7, 0.4, 0.3, 0.4, 0.8, 2, 3, 4, 5, 5, 6, 5, 5, 5, 6, 7, 8, 9, 10, 9, 6, 3],
    "night": [6, 4.5, 3, 2, 1.5, 1, 0.8, 1.5, 2, 2.5, 3, 3, 4, 4, 4, 4, 5, 6, 7, 8, 9, 10, 9, 7],
}

SEGMENTS = {
    # share, purchases a day and means relative to the average, remote share relative to the average, wallet share
    "student": (0.15, 0.9, 0.6, 1.3, 0.35),
    "salaried": (0.45, 1.1, 1.0, 1.05, 0.22),
    "self_employed": (0.12, 1.2, 1.3, 1.0, 0.2),
    "retired": (0.18, 0.7, 0.85, 0.55, 0.05),
    "affluent": (0.10, 1.25, 1.9, 1.15, 0.28),
}

# What a segment buys more or less of than the average.
TASTES = {
    "student": {"fast_food": 1.8, "transport": 1.6, "digital_goods": 2.0, "home": 0.5, "fuel": 0.3, "hotel": 0.6},
    "salaried": {},
    "self_employed": {"fuel": 1.7, "travel": 1.5, "electronics": 1.3},
    "retired": {
        "pharmacy": 2.4,
        "grocery": 1.4,
        "digital_goods": 0.2,
        "gambling": 0.6,
        "crypto": 0.1,
        "transport": 0.6,
    },
    "affluent": {"restaurant": 1.6, "travel": 2.0, "hotel": 2.0, "clothing": 1.4, "fast_food": 0.6},
}
WEEKEND = {"restaurant": 1.5, "entertainment": 1.7, "clothing": 1.4, "home": 1.5, "transport": 0.55, "hotel": 1.3}

HOME = ("DE", "FR", "NL", "ES")
REGIONS_PER_COUNTRY = 3
ABROAD = {"IT": 5, "AT": 4, "PL": 2, "CH": 2, "GB": 3, "US": 2, "TR": 2, "TH": 1}
"""Where people travel, with weights."""
SHOPS_ABROAD = {"IE": 3, "LU": 3, "GB": 3, "US": 3, "CN": 2, "CY": 1}
"""Where remote merchants are established when they are not at home, with weights."""

CURRENCY = {"PL": "PLN", "CH": "CHF", "GB": "GBP", "US": "USD", "TR": "TRY", "TH": "THB"}
RATES = {"EUR": 1.0, "PLN": 0.235, "CHF": 1.06, "GBP": 1.17, "USD": 0.91, "TRY": 0.024, "THB": 0.0262}
"""EUR for a unit of currency; constant."""
HOURS_FROM_UTC = {"GB": 0, "IE": 0, "US": -5, "TR": 3, "TH": 7, "CN": 8, "CY": 2}
"""Standard time; one hour in advance of UTC if not said."""
NO_SUMMER_TIME = ("TR", "TH", "CN")
RISKY_COUNTRIES = ("CY", "CN", "TH", "TR")

CATEGORIES = values("merchants", "category")
COUNTRIES = values("merchants", "country")
CHANNELS = values("transactions", "channel")
CURRENCIES = values("transactions", "currency")
CHIP, CONTACTLESS, WALLET, ONLINE, RECURRING, ATM = range(len(CHANNELS))


def column(name: str) -> Floats:
    """A figure of every category, in the order of the codes."""
    return np.array([float(getattr(HABITS[one], name)) for one in CATEGORIES])


def hours_of_categories() -> Floats:
    """Weight of each local hour (24) for each category."""
    return np.array([HOURS[HABITS[one].hours] for one in CATEGORIES], dtype=float)


def tastes() -> Floats:
    """Weight of each category for each segment, first on weekdays, then on weekends: 2 x segments rows."""
    base = column("weight")
    rows = [base * [TASTES[segment].get(one, 1.0) for one in CATEGORIES] for segment in SEGMENTS]
    weekend = np.array([WEEKEND.get(one, 1.0) for one in CATEGORIES])
    return np.array([*rows, *(row * weekend for row in rows)])
