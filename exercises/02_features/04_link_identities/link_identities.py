"""Find the applications of one person (features/link_identities)."""

import unicodedata
from functools import cache

import jellyfish
import numpy as np
import pandas as pd

_CYRILLIC = "а a б b в v г g ґ g д d е e є e ё e ж zh з z и i й i і i ї i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ a ы y ь - э e ю yu я ya"
_GREEK = "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"
_LETTERS = (_CYRILLIC + " " + _GREEK).replace("-", "").split(" ")
_LATIN = dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True)) | {"ß": "ss", "ł": "l", "ı": "i", "ø": "o", "đ": "d"}


@cache
def romanised(text: str) -> str:
    """Small Latin letters without marks: `Михайлов` gives `mikhailov`, `Müller` gives `muller`. Given to you.

    It knows Cyrillic, Greek and Latin letters, and one spelling for each. People and passports use others, so the same
    name typed in Latin letters may still look different: Mikhailov, Michajlow.
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(_LATIN.get(one, one) for one in plain if not unicodedata.combining(one))


def candidate_pairs(applications: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are worth comparing, few of all that there are.

    Args:
        applications: one row each; the columns are in the brief. Text may be missing.

    Returns:
        `application_id` and `other_id` (both int64): each pair once, in either order, nobody with themselves.
    """
    raise NotImplementedError("write candidate_pairs: the brief is in README.md")


def link(applications: pd.DataFrame) -> pd.DataFrame:
    """Which applications are one person's.

    Args:
        applications: as in `candidate_pairs`.

    Returns:
        A row per application, in any order: `application_id` (int64) and `entity_id` (int64), equal where two
        applications are one person's.
    """
    raise NotImplementedError("write link: the brief is in README.md")
