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
    # solution: begin
    if not 0 <= percent <= 100:  # NaN fails both comparisons
        raise ValueError(f"percent is {percent}, expected 0 to 100")
    digest = hashlib.sha256(f"{len(salt)}:{salt}:{entity_id}".encode()).digest()
    return int.from_bytes(digest[:6], "big") < percent / 100 * 2**48
    # solution: end


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
    # solution: begin
    if stage not in STAGES:
        raise ValueError(f"{stage} is no stage: there are {STAGES}")
    ours = guardrails[guardrails["guardrail"].isin(REQUIRED)]
    days = 0 if ours.empty else int(ours["day"].max())
    state = {name: _walk(ours[ours["guardrail"] == name], days) for name in REQUIRED}
    bad = sorted(name for name, (found, _) in state.items() if found == "bad")
    if bad:
        return {"percent": 0, "move": "roll_back", "because": bad}
    open_ones = sorted(name for name, (found, whole) in state.items() if found != "clear" or not whole)
    if open_ones or stage == STAGES[-1]:
        return {"percent": stage, "move": "hold", "because": open_ones}
    return {"percent": STAGES[STAGES.index(stage) + 1], "move": "advance", "because": []}


def _walk(rows, days):
    """Wald's sequential test of one guardrail: its first decision before a gap, and whether there is no gap."""
    by_day = {
        row.day: row for row in rows.itertuples(index=False) if not (math.isnan(row.cases) or math.isnan(row.events))
    }
    evidence, found = 0.0, "open"
    for day in range(1, days + 1):
        if day not in by_day:
            return found, False
        row = by_day[day]
        evidence += row.events * math.log(row.bad / row.fine) + (row.cases - row.events) * math.log(
            (1 - row.bad) / (1 - row.fine)
        )
        if found == "open" and evidence >= math.log((1 - MISS) / FALSE_ALARM):
            found = "bad"
        elif found == "open" and evidence <= math.log(MISS / (1 - FALSE_ALARM)):
            found = "clear"
    return found, days > 0
    # solution: end
