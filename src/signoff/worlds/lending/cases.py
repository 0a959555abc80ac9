"""The cases that every world holds, at every seed: ordinary people some of whose draws are fixed.

The first people of a world are planted, one per case and in the order of `CASES`. Each stage of the simulation fixes the
draws that make the case and leaves the rest to chance; the truth names the case of each planted application.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from signoff.worlds.draw import Floats, Ints


@dataclass(frozen=True)
class Case:
    """What is planted: what happens, whether the person is one whom the score approves, when and how they pay.

    Attributes:
        says: what a reader finds.
        profile: `solid` is approved by the score, `weak` is declined by it.
        months_before_end: when the person applies; None is early, so that every label has matured.
        day: of the month on which the person applies.
        pays: one letter per month on book: `.` pays what is due, `x` misses, `^` pays all arrears, or repays the loan;
            after the last letter the person pays. None leaves it to chance.
    """

    says: str
    profile: Literal["solid", "weak"] = "solid"
    months_before_end: int | None = None
    day: int = 20
    pays: str | None = None


CASES = {
    "corrected_before": Case("The newest month in hand was corrected, and the correction had arrived, at scoring.", pays=""),
    "corrected_after": Case("The newest month in hand was corrected after the decision: an old period is restated.", pays=""),
    "no_file": Case("The bureau does not know the person."),
    "file_under_way": Case("The last month-end was measured, but its file had not arrived at scoring.", day=2),
    "file_incomplete": Case("The files of the last two month-ends do not have the person; an older one is in hand."),
    "rule_decline": Case("A knock-out rule declines: the income is too low. No score was computed."),
    "score_decline": Case("The score declines, no rule does.", profile="weak"),
    "underwriter_decline": Case("The score would approve, the underwriter declines."),
    "explored": Case("Declined by the score, approved by chance, booked, and repaid as agreed.", profile="weak", pays=""),
    "explored_default": Case("Declined by the score, approved by chance, booked, and defaulted.", profile="weak", pays="..xxxx"),
    "fallback_decline": Case("The scorecard is away; the fallback rule declines somebody it would have approved."),
    "cured_early": Case("30 days past due by the third month, then all arrears paid.", pays=".xx^"),
    "defaulted_first_payments": Case("Not one instalment is paid.", pays="xxxx"),
    "defaulted_after_window": Case("The first missed payment is the twelfth: no default by the label, then one.", pays="...........xxxx"),
    "repaid_early": Case("Repaid in full in the fifth month; the label is known at maturity all the same.", pays="....^"),
    "immature": Case("A young loan in good order: its label is not known yet.", months_before_end=3, pays=""),
    "immature_default": Case("A young loan that defaulted: known long before it would have matured.", months_before_end=8, pays="xxxx"),
    "restated": Case("Arrears on the loan are dated back into bureau months from before the decision.", pays="..xxxx"),
    "several_offers": Case("Three offers, and the last one is taken.", pays=""),
    "offer_lapsed": Case("Approved, and no offer is taken."),
    "reapplied": Case("Declined by the score, and back within months.", profile="weak"),
    "group_not_stated": Case("The person did not state a group."),
}  # fmt: skip
"""All planted cases; the dictionary lists the same names as values of `planted`."""

_NUMBERS = {name: number for number, name in enumerate(CASES)}
ALWAYS, NEVER = 0.0, 0.999_999
"""Uniform draws that make a thing of any probability happen, or not."""
_LETTERS = {"x": ALWAYS, ".": 0.5, "^": NEVER}


def person(*cases: str) -> Ints:
    """The numbers of the people who are planted for these cases."""
    return np.array([_NUMBERS[case] for case in cases], dtype=np.int64)


def with_profile(profile: str) -> Ints:
    return person(*(name for name, case in CASES.items() if case.profile == profile))


def booked() -> Ints:
    """Those whose case needs a loan."""
    return person(*(name for name, case in CASES.items() if case.pays is not None))


def fix_payments(draws: Floats, rows: Iterable[int], month_on_book: int) -> None:
    """Write a month's draws of the planted people who pay by their case: `rows` has the row of each case, -1 for none."""
    for row, case in zip(rows, CASES.values(), strict=True):
        if row >= 0 and case.pays is not None:
            letter = case.pays[month_on_book - 1 : month_on_book] or "."
            draws[row] = _LETTERS[letter]
