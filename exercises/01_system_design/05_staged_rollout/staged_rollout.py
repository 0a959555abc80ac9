"""Let a credit model in by stages (system_design/staged_rollout)."""

import hashlib
import math

import pandas as pd

STAGES = (1, 5, 20, 50, 100)
REQUIRED = ("approvals_high", "approvals_low", "fallback", "impact", "late", "reasons")
FALSE_ALARM, MISS = 0.01, 0.05


def in_canary(entity_id: str, percent: float, salt: str) -> bool:
    """Whether the new model decides for this customer.

    Args:
        entity_id: the customer, any text.
        percent: how many of 100 customers are to be in the canary, 0 to 100, fractions allowed.
        salt: the name of the rollout.

    Raises:
        ValueError: `percent` is below 0, above 100 or not a number.
    """
    raise NotImplementedError("write in_canary: the brief is in README.md")


def next_stage(stage: int, guardrails: pd.DataFrame) -> dict:
    """What becomes of the rollout tonight.

    Args:
        stage: one of `STAGES`, the percentage that the rollout has now.
        guardrails: `guardrail` (str), `day` (int64, from 1), `cases` and `events` (float64, NaN where unknown), `fine`
            and `bad` (float64, rates between 0 and 1); rows in any order, the index repeats.

    Returns:
        `percent` (int), `move` ("advance", "hold" or "roll_back") and `because` (list of guardrails, sorted).

    Raises:
        ValueError: `stage` is none of `STAGES`.
    """
    raise NotImplementedError("write next_stage: the brief is in README.md")
