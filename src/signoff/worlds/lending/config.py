"""What a lending world is made from, and the three sizes that come ready."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from signoff.worlds.settings import Settings, day_before

Share = Annotated[float, Field(ge=0, le=1)]

_SHORTEST, _LONGEST, _SETTLED = 730, 3_660, 31


class LendingConfig(Settings):
    """A lender over a span of days. Money in EUR, days in UTC.

    The two shifts are independent: `macro` changes who defaults among equals, `applicants` changes who applies.
    """

    start: dt.date = dt.date(2021, 1, 1)
    """First day of applications."""
    end: dt.date = dt.date(2025, 1, 1)
    """The day after the last application; at least two years after the start, so that some labels mature."""
    seen_on: dt.date = dt.date(2025, 2, 1)
    """When the data was drawn: nothing that became known later is in the observed tables. At least 31 days after the end,
    when every application is decided and every offer answered."""
    applicants: Annotated[int, Field(ge=500, le=2_000_000)] = 55_000
    """People who apply; some of them more than once."""
    macro_shift_on: dt.date | None = dt.date(2023, 9, 1)
    """From when payments become harder for everybody, old loans and new ones alike; None is never."""
    macro_shift_size: Annotated[float, Field(ge=-2, le=2)] = 0.5
    """By how much the log-odds of missing a payment rise, within three months."""
    applicant_shift_on: dt.date | None = dt.date(2022, 9, 1)
    """From when a weaker population applies, much of it through brokers; None is never."""
    applicant_shift_size: Annotated[float, Field(ge=-2, le=2)] = 0.35
    """By how many standard deviations the standing of applicants falls. Default given the columns stays what it was."""
    less_discriminatory: Literal["exists", "none"] = "exists"
    """`exists`: the address score carries the group and hardly any risk beyond the other columns, so that a model
    without it is as good and treats groups more alike. `none`: groups differ in the risk itself and the address score
    measures it; whatever narrows the gap costs."""
    exploration_share: Annotated[float, Field(ge=0, le=0.5)] = 0.05
    """Share of those whom score or underwriter would decline that is approved by chance."""
    markup_gap: Annotated[float, Field(ge=0, le=5)] = 0.4
    """Percentage points that staff add to the price of group_b beyond what they add to others, at equal risk."""
    reapply_share: Annotated[float, Field(ge=0, le=0.9)] = 0.2
    """Share of people who, if they get no loan, ask again within months."""
    no_file_share: Annotated[float, Field(ge=0, le=0.5)] = 0.06
    """People whom the bureau does not know."""
    correction_share: Annotated[float, Field(ge=0, le=0.5)] = 0.08
    """Deliveries of the bureau that are corrected later, for reasons that have nothing to do with our loans."""
    fallback_share: Annotated[float, Field(ge=0, le=0.2)] = 0.01
    """Applications decided by a simple rule while the scorecard was away."""

    @model_validator(mode="after")
    def _holds_together(self) -> "LendingConfig":
        day_before(self.end, self.start)
        if not _SHORTEST <= (self.end - self.start).days <= _LONGEST:
            raise ValueError(f"end is {self.end}, expected two to ten years after start ({self.start})")
        settled = self.end + dt.timedelta(days=_SETTLED)
        latest = self.end + dt.timedelta(days=_LONGEST)
        if not settled <= self.seen_on <= latest:
            raise ValueError(f"seen_on is {self.seen_on}, expected a day from {settled} to {latest}")
        for name in ("macro_shift_on", "applicant_shift_on"):
            day = getattr(self, name)
            if day is not None and not self.start <= day < self.end:
                raise ValueError(f"{name} is {day}, expected a day from {self.start} to before {self.end}, or None")
        return self


PRESETS = {
    "small": LendingConfig(applicants=1_500),
    "course": LendingConfig(),
    "large": LendingConfig(applicants=275_000),
}
"""`small` for tests and exercises, `course` for learners (60,000 applications), `large` for scale (five times that)."""
