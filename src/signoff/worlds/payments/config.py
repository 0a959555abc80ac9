"""What a payments world is made from, and the three sizes that come ready."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from signoff.worlds.settings import Settings, day_before

Typology = Literal["card_testing", "account_takeover", "compromised_merchant", "first_party", "mule_cash_out"]
TYPOLOGIES: tuple[Typology, ...] = (
    "card_testing",
    "account_takeover",
    "compromised_merchant",
    "first_party",
    "mule_cash_out",
)

Share = Annotated[float, Field(ge=0, le=1)]


class Shift(Settings):
    """Something that changes on a day and stays changed.

    Honest ones move the traffic and leave fraud alone; `quiet_fraud` is the reverse: more fraud, and not a column moves.
    """

    kind: Literal["prices", "wallet", "travel", "quiet_fraud"]
    """`prices`: all amounts times `size`. `wallet`: its share of card payments times `size`. `travel`: trips abroad times
    `size`. `quiet_fraud`: additional fraud, as a share of the usual, hidden among ordinary remote purchases."""
    on: dt.date
    size: Annotated[float, Field(ge=0, le=10)]


class PaymentsConfig(Settings):
    """An issuer of cards over a span of days. Money in EUR, days in UTC."""

    start: dt.date = dt.date(2025, 1, 1)
    """First day."""
    end: dt.date = dt.date(2026, 4, 1)
    """The day after the last; also the moment from which the observed tables are seen."""
    customers: Annotated[int, Field(ge=100, le=2_000_000)] = 5_600
    merchants: Annotated[int, Field(ge=800, le=500_000)] = 6_000
    transactions_per_day: Annotated[float, Field(ge=0.05, le=5)] = 0.42
    """Honest purchases of a customer, on average, besides subscriptions."""
    fraud_share: Annotated[float, Field(ge=0, le=0.2)] = 0.005
    """Fraudulent transactions among all, by count, as attempted. What a blocked card stops is missing from it."""
    typologies: tuple[Typology, ...] = TYPOLOGIES
    """Which kinds of fraud there are. `mule_cash_out` needs customers who join within the span."""
    campaign_days: Annotated[int, Field(ge=5, le=365)] = 30
    """How long a campaign runs, typically; the shorter, the faster the patterns drift."""
    shifts: tuple[Shift, ...] = ()
    limit_eur: Annotated[float, Field(ge=50, le=10_000)] = 500.0
    """Remote purchases above it are always stepped up."""
    new_limit_eur: Annotated[float, Field(ge=50, le=10_000)] = 300.0
    """The limit from `limit_changes_on` on."""
    limit_changes_on: dt.date | None = None
    adaptation: Share = 0.7
    """Share of those above the limit who learn, within weeks, to stay just below it."""
    explore_share: Annotated[float, Field(ge=0, le=0.5)] = 0.03
    """Share of the model's traffic up to EUR 250 that is approved whatever the score: the randomised slice."""
    outages_per_month: Annotated[float, Field(ge=0, le=30)] = 2.0
    """Spells of one to six hours without the model; rules decide, and say so."""
    reviews_per_day: Annotated[int, Field(ge=0, le=100_000)] = 12
    """What the analysts can look at in a UTC day; what comes after that is left to the rules."""
    analyst_recall: Share = 0.8
    """Share of third-party fraud that an analyst recognises; other kinds are harder, see the dictionary."""
    never_reported: Share = 0.12
    """Share of authorised third-party fraud that nobody ever reports."""
    retry_share: Annotated[float, Field(ge=0, le=0.2)] = 0.006
    """Records that repeat the id of an earlier one; a fifth of them with another amount."""
    late_share: Annotated[float, Field(ge=0, le=0.5)] = 0.02
    """Records captured offline: they arrive, and are scored, hours or days after the event."""

    @model_validator(mode="after")
    def _holds_together(self) -> "PaymentsConfig":
        day_before(self.end, self.start)
        if (self.end - self.start).days > 3_660:
            raise ValueError(f"end is {self.end}, expected at most ten years after start ({self.start})")
        if self.fraud_share > 0 and not self.typologies:
            raise ValueError(f"typologies is empty, expected at least one of {', '.join(TYPOLOGIES)}")
        for name, day in (("limit_changes_on", self.limit_changes_on), *(("shifts", one.on) for one in self.shifts)):
            if day is not None and not self.start <= day < self.end:
                raise ValueError(f"{name} has {day}, expected a day from {self.start} to before {self.end}")
        return self


PRESETS = {
    "small": PaymentsConfig(
        end=dt.date(2025, 5, 1),
        customers=400,
        merchants=800,
        transactions_per_day=0.3,
        fraud_share=0.01,
        limit_changes_on=dt.date(2025, 3, 1),
        reviews_per_day=3,
    ),
    "course": PaymentsConfig(
        fraud_share=0.006,
        shifts=(
            Shift(kind="prices", on=dt.date(2025, 6, 1), size=1.08),
            Shift(kind="wallet", on=dt.date(2025, 9, 1), size=1.6),
            Shift(kind="quiet_fraud", on=dt.date(2025, 12, 15), size=0.25),
        ),
        limit_changes_on=dt.date(2025, 8, 1),
    ),
    "large": PaymentsConfig(
        end=dt.date(2027, 1, 1),
        customers=17_000,
        merchants=15_000,
        limit_changes_on=dt.date(2026, 1, 1),
        shifts=(
            Shift(kind="prices", on=dt.date(2025, 9, 1), size=1.08),
            Shift(kind="wallet", on=dt.date(2026, 2, 1), size=1.6),
            Shift(kind="quiet_fraud", on=dt.date(2026, 8, 1), size=0.25),
        ),
        reviews_per_day=34,
    ),
}
"""`small` for tests and exercises, `course` for learners (about a million records), `large` for scale (five million)."""
