"""What an onboarding world is made from, and the three sizes that come ready."""

import datetime as dt
from typing import Annotated

from pydantic import Field, model_validator

from signoff.worlds.settings import Settings, day_before

Share = Annotated[float, Field(ge=0, le=1)]
FraudShare = Annotated[float, Field(ge=0.0005, le=0.1)]


class OnboardingConfig(Settings):
    """A bank that opens accounts in four euro countries over a span of days. Money in EUR, days in UTC.

    The shares of dishonest applications are plausible choices: no register publishes them, and a bank that knew them
    would not need this queue. None can be zero, since every world holds every case of `CASES`.
    """

    start: dt.date = dt.date(2025, 1, 1)
    """First day."""
    end: dt.date = dt.date(2026, 1, 1)
    """The day after the last; also the moment from which the observed tables are seen. Must be at least 120 days on."""
    applications: Annotated[int, Field(ge=1_500, le=5_000_000)] = 80_000
    """All applications, honest and dishonest, exactly."""
    growth_per_year: Annotated[float, Field(ge=0.2, le=5)] = 1.5
    """How many times as many applications arrive a year later."""
    abroad_share: Share = 0.38
    """Applicants who come from another country than they live in; it decides scripts and says nothing about guilt."""
    reapplication_share: Annotated[float, Field(ge=0.01, le=0.3)] = 0.07
    """Honest second applications: after a typo, a lost document, a move, a marriage, or for no reason."""
    second_account_share: FraudShare = 0.008
    """Applications of people who hide that they have applied before."""
    synthetic_share: FraudShare = 0.006
    """Applications of invented people."""
    document_ring_share: FraudShare = 0.004
    """Applications of people who share one forged document number."""
    device_farm_share: FraudShare = 0.008
    """Applications typed in series on a few devices."""
    mule_share: FraudShare = 0.006
    """Applications of people with true papers who open the account for somebody else."""
    hall_share: Annotated[float, Field(ge=0.005, le=0.3)] = 0.03
    """Honest applicants who live in a student hall."""
    twin_share: Annotated[float, Field(ge=0, le=0.5)] = 0.02
    """Households of several applicants that contain twins."""
    analysts: Annotated[int, Field(ge=1, le=2_000)] = 3
    """How many people look at alerts."""
    shift_hours: Annotated[float, Field(ge=1, le=12)] = 7.0
    """Hours that an analyst works on alerts on a weekday; a third of the team works half of it on Saturdays."""
    handle_minutes: Annotated[float, Field(ge=1, le=240)] = 18.0
    """Median minutes of a review; lognormal, longer where documents or lists have to be compared."""
    handle_spread: Annotated[float, Field(ge=0.05, le=1.5)] = 0.6
    """Standard deviation of the logarithm of the minutes."""
    analyst_recall: Share = 0.75
    """Share of ordinary dishonesty that a typical analyst recognises; synthetic identities and mules are harder."""
    false_accusation: Share = 0.06
    """Share of honest alerts that a typical analyst calls suspicious; half as many again among look-alikes."""
    random_check_share: Annotated[float, Field(ge=0.001, le=0.2)] = 0.008
    """Share of the applications without an alert that somebody looks at all the same, drawn at random."""
    listed: Annotated[int, Field(ge=20, le=100_000)] = 400
    """Entries that the watch list ever holds."""
    list_days: Annotated[int, Field(ge=1, le=60)] = 14
    """Days between two versions of the watch list."""
    review_eur_per_hour: Annotated[float, Field(ge=0, le=1_000)] = 42.0
    """An analyst's hour with everything around it."""
    honest_turned_away_eur: Annotated[float, Field(ge=0, le=100_000)] = 160.0
    """Value lost with an honest applicant who is declined or gives up."""
    document_asked_eur: Annotated[float, Field(ge=0, le=1_000)] = 6.0
    """Handling of one more document, whoever sends it."""
    mule_let_in_eur: Annotated[float, Field(ge=0, le=1_000_000)] = 2_400.0
    """Mean loss with a dishonest account, of whatever kind; the loss of each one is in the truth."""

    @model_validator(mode="after")
    def _holds_together(self) -> "OnboardingConfig":
        day_before(self.end, self.start)
        if not 120 <= (self.end - self.start).days <= 3_660:
            raise ValueError(f"end is {self.end}, expected 120 days to ten years after start ({self.start})")
        return self


PRESETS = {
    "small": OnboardingConfig(
        end=dt.date(2025, 7, 1),
        applications=2_500,
        reapplication_share=0.08,
        document_ring_share=0.006,
        device_farm_share=0.012,
        mule_share=0.01,
        analysts=1,
        shift_hours=2.0,
        listed=60,
    ),
    "course": OnboardingConfig(),
    "large": OnboardingConfig(end=dt.date(2027, 1, 1), applications=400_000, analysts=9, listed=3_000),
}
"""`small` for tests and exercises, `course` for learners, `large` for scale."""
