"""Linking applications of one person: by exact match, and the way a good practitioner would."""

import unicodedata
from dataclasses import dataclass

import jellyfish
import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
_ROMAN = (("sch", "sh"), ("tsch", "ch"), ("kh", "h"), ("ch", "h"), ("zh", "j"), ("ph", "f"), ("ts", "z"), ("tz", "z"),
          ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("ou", "u"), ("oe", "o"), ("ae", "a"),
          ("ue", "u"), ("y", "i"), ("w", "v"), ("q", "k"), ("c", "k"), ("dj", "j"))  # fmt: skip


@dataclass(frozen=True)
class Links:
    """Pairs that were compared and pairs that were linked, as positions, the earlier first."""

    compared: int
    left: Ints
    right: Ints


def exact(applications: pd.DataFrame) -> pd.Series:
    """A number per application, equal where names (case and marks aside), birth date and document number are equal."""
    key = applications["given_name"].map(_plain) + "|" + applications["family_name"].map(_plain)
    return pd.Series(
        pd.factorize(key + "|" + applications["birth_date"] + "|" + applications["document_number"])[0],
        index=applications.index,
    )


def good(applications: pd.DataFrame) -> Links:
    """Blocks on several keys, compares names across romanisations and the rest field by field, links above a bound.

    No key is trusted alone: a shared device or address adds evidence only to a name and a birth date that agree.
    """
    rows = applications.reset_index(drop=True)
    given, family = (rows[name].map(_skeleton) for name in ("given_name", "family_name"))
    names = pd.DataFrame({"given": given, "family": family})
    digits = rows["birth_date"].str.replace("-", "")
    sorted_digits = digits.map(lambda text: "".join(sorted(text)))
    blocks = {
        "birth": digits, "document": rows["document_number"], "phone": rows["phone"],
        "email": rows["email"], "name": given + "|" + family, "mixed": family.str[:4] + "|" + sorted_digits,
        "turned": family.where(given < family, given).str[:4] + "|" + given.where(given < family, family).str[:4] + "|" + rows["postcode"],
    }  # fmt: skip
    pairs = pd.concat([_pairs(key) for key in blocks.values()], ignore_index=True).drop_duplicates(ignore_index=True)
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()
    score = _evidence(rows, names, left, right)
    linked = score >= 4.0
    return Links(len(pairs), left[linked], right[linked])


def _pairs(key: pd.Series) -> pd.DataFrame:
    """All pairs with one key, where not more than sixty share it."""
    frame = pd.DataFrame({"key": key.to_numpy(), "row": np.arange(len(key))})
    size = frame.groupby("key")["row"].transform("size")
    frame = frame[(size > 1) & (size <= 60)]
    both = frame.merge(frame, on="key", suffixes=("_left", "_right"))
    both = both[both["row_left"] < both["row_right"]]
    return both[["row_left", "row_right"]].set_axis(["left", "right"], axis=1)


def _evidence(rows: pd.DataFrame, names: pd.DataFrame, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    def same(column: str) -> npt.NDArray[np.bool_]:
        values = pd.factorize(rows[column])[0]
        return np.asarray(values[left] == values[right])

    alike = {name: _similar(names[name], names[name], left, right) for name in ("given", "family")}
    crossed = np.minimum(
        _similar(names["given"], names["family"], left, right), _similar(names["family"], names["given"], left, right)
    )
    straight = np.minimum(alike["given"], alike["family"])
    turned = (crossed > 0.92) & (straight < 0.7)
    given = np.where(turned, crossed, alike["given"])
    family = np.where(turned, crossed, alike["family"])
    initial = rows["given_name"].str.len().to_numpy() <= 2
    initials = (initial[left] | initial[right]) & (
        names["given"].str[:1].to_numpy()[left] == names["given"].str[:1].to_numpy()[right]
    )
    given = np.where(initials, 0.85, given)
    birth = _birth(rows["birth_date"], left, right)
    names_say = 2.5 * _scaled(given, 0.8) + 2.0 * _scaled(family, 0.8)
    rest = (
        2.2 * same("document_number")
        + 1.6 * same("email")
        + 1.0 * same("phone")
        + 0.4 * same("street")
        + 0.3 * same("device_id")
    )
    # Two people of one home agree in everything but the given name: then nothing else counts.
    stranger = (given < 0.75) & ~initials
    other_birth = birth < 0
    found: npt.NDArray[np.float64] = names_say + birth + rest - 4.0 * stranger - 2.0 * (other_birth & (rest < 2))
    return np.asarray(found - 0.9 * initials, dtype=np.float64)


def _scaled(similarity: npt.NDArray[np.float64], low: float) -> npt.NDArray[np.float64]:
    return np.asarray(np.clip((similarity - low) / (1 - low), -1, 1), dtype=np.float64)


def _birth(dates: pd.Series, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    """Two for the same date, less for one digit or an exchange of day and month, a penalty for others."""
    codes = np.array([[int(text[:4]), int(text[5:7]), int(text[8:])] for text in dates])
    one, other = codes[left], codes[right]
    equal = one == other
    exchanged = equal[:, 0] & (one[:, 1] == other[:, 2]) & (one[:, 2] == other[:, 1])
    near = equal.sum(axis=1) == 2
    found: npt.NDArray[np.float64] = np.select([equal.all(axis=1), exchanged, near], [2.0, 1.5, 0.6], -1.5)
    return found


def _similar(first: pd.Series, second: pd.Series, left: Ints, right: Ints) -> npt.NDArray[np.float64]:
    """Jaro-Winkler of the texts; every distinct pair is compared once."""
    a, words_a = pd.factorize(first)
    b, words_b = pd.factorize(second)
    pairs = a[left].astype(np.int64) * len(words_b) + b[right]
    distinct, place = np.unique(pairs, return_inverse=True)
    values = np.array(
        [
            jellyfish.jaro_winkler_similarity(words_a[one // len(words_b)], words_b[one % len(words_b)])
            for one in distinct
        ]
    )
    return np.asarray(values[place]) if len(values) else np.zeros(0)


def _plain(text: str) -> str:
    """Small letters without marks."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))


def _skeleton(text: str) -> str:
    """What different romanisations of a name have in common."""
    found = (
        _plain(text)
        .replace("ß", "ss")
        .replace("ł", "l")
        .replace("ı", "i")
        .replace("-", "")
        .replace(" ", "")
        .replace("'", "")
    )
    for old, new in _ROMAN:
        found = found.replace(old, new)
    return "".join(one for place, one in enumerate(found) if place == 0 or one != found[place - 1])
