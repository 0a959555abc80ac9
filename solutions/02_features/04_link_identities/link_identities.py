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
    # solution: begin
    rows = applications.reset_index(drop=True)
    pairs = pd.concat([_sharing(key) for key in _keys(rows)]).drop_duplicates()
    ids = rows["application_id"].to_numpy()
    return pd.DataFrame({"application_id": ids[pairs["row"]], "other_id": ids[pairs["row_other"]]})
    # solution: end


def link(applications: pd.DataFrame) -> pd.DataFrame:
    """Which applications are one person's.

    Args:
        applications: as in `candidate_pairs`.

    Returns:
        A row per application, in any order: `application_id` (int64) and `entity_id` (int64), equal where two
        applications are one person's.
    """
    # solution: begin
    pairs = candidate_pairs(applications)
    place = pd.Series(range(len(applications)), index=applications["application_id"])
    left, right = (pairs[name].map(place).to_numpy(dtype=np.int64) for name in ("application_id", "other_id"))
    names = list(map(_Name, applications["given_name"], applications["family_name"]))
    born = applications["birth_date"].tolist()
    score = _evidence(applications.reset_index(drop=True), names, left, right)
    entity = list(range(len(applications)))
    members = [[row] for row in entity]
    ids = applications["application_id"].to_numpy()
    by_strength = np.lexsort((ids[left] + ids[right], -score))
    for pair in by_strength[score[by_strength] >= LINKED]:
        one, other = sorted((entity[left[pair]], entity[right[pair]]))
        if one == other or any(
            _strangers(names[a], names[b]) or _unlike_births(born[a], born[b])
            for a in members[one] for b in members[other]
        ):  # fmt: skip
            continue  # a link that would join two different people is a bridge: leave it out
        for row in members[other]:
            entity[row] = one
        members[one] += members[other]
    return pd.DataFrame({"application_id": ids, "entity_id": np.array(entity, dtype=np.int64)})


LINKED, LITTLE, MANY = 4.0, -1.0, 40
SAME_BIRTH, TURNED_BIRTH, BESIDE_BIRTH = 2.0, 1.2, -0.7
WEIGHTS = {"document_number": 2.2, "email": 1.6, "phone": 1.0, "device_id": 0.3}
_SPELLINGS = (("tsch", "ch"), ("sch", "sh"), ("zh", "sh"), ("dj", "j"), ("kh", "h"), ("ch", "h"), ("ph", "f"), ("th", "t"), ("ts", "z"), ("tz", "z"),
              ("yu", "u"), ("ju", "u"), ("iu", "u"), ("ya", "a"), ("ja", "a"), ("ia", "a"), ("yo", "o"), ("jo", "o"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("oe", "o"),
              ("ae", "a"), ("ue", "u"), ("y", "i"), ("j", "i"), ("w", "v"), ("q", "k"), ("c", "k"))  # fmt: skip


@cache
def _sound(name):
    """What the usual spellings of a name in Latin letters have in common; empty where it is missing."""
    if not isinstance(name, str):
        return ""
    found = "".join(one for one in romanised(name) if one.isalpha())
    for spelling, common in _SPELLINGS:
        found = found.replace(spelling, common)
    return "".join(one for place, one in enumerate(found) if place == 0 or one != found[place - 1])


class _Name:
    """A given and a family name by their sounds, and the letter that the given name begins with."""

    def __init__(self, given, family):
        self.typed, self.given, self.family = (given, family), _sound(given), _sound(family)
        self.first = romanised(given)[:1] if isinstance(given, str) else ""
        self.initial = len(self.given) == 1

    def turned(self):
        return _Name(*self.typed[::-1])


def _keys(rows):
    """What two applications may share: each key forgives another mistake."""
    birth = rows["birth_date"]
    given, family = (rows[name].map(_sound).where(rows[name].notna()) for name in ("given_name", "family_name"))
    digits = birth.str[5:].map(lambda text: "".join(sorted(text)), na_action="ignore")
    return [
        rows["document_number"], rows["email"], rows["phone"],
        birth, birth.str[:4] + digits, birth.str[:4] + family.str[:3],
        (given + "|" + family).where(given < family, family + "|" + given),
        rows["postcode"] + rows["street"].map(romanised, na_action="ignore"),
        rows["postcode"] + family.str[:2], rows["postcode"] + given.str[:2],
    ]  # fmt: skip


def _sharing(key):
    """All pairs of rows with the same key; keys that very many share say nothing, missing ones neither."""
    rows = pd.DataFrame({"key": key, "row": np.arange(len(key))}).dropna()
    rows = rows[rows.groupby("key")["key"].transform("size") <= MANY]
    pairs = rows.merge(rows, on="key", suffixes=("", "_other"))
    return pairs.loc[pairs["row"] < pairs["row_other"], ["row", "row_other"]]


def _evidence(rows, names, left, right):
    """What speaks for and against each pair being one person; far below the bar where too little stands behind the name."""
    birth, values = rows["birth_date"].tolist(), {name: rows[name].tolist() for name in WEIGHTS}
    street, town = (rows[name].map(romanised, na_action="ignore").tolist() for name in ("street", "town"))
    postcode, scores = rows["postcode"].tolist(), []
    for a, b in zip(left, right, strict=True):
        same = {name for name in WEIGHTS if _same(values[name][a], values[name][b])}
        blind = not any(isinstance(values[name][row], str) for name in WEIGHTS for row in (a, b))
        town_fits = _same(postcode[a], postcode[b]) or _near(town[a], town[b])
        if town_fits and _near(street[a], street[b]) and (blind or _numbers(street[a]) == _numbers(street[b])):
            same.add("home")  # FEBRL mistypes numbers, too
        born, turned = _birth(birth[a], birth[b]), names[b].turned()
        straight, crossed = _same_names(names[a], names[b]), _same_names(names[a], turned) - 0.2
        other = names[b] if straight >= crossed else turned
        score = max(straight, crossed) + born + sum(WEIGHTS.get(name, 0.6) for name in same)
        scores.append(score if _backed(names[a], other, born, same, blind) else min(score, LITTLE))
    return np.array(scores, dtype=float)


def _backed(name, other, born, same, blind):
    """Whether what agrees beside name and birth date is enough, by what is odd about these."""
    if blind:  # nothing but the address can agree
        whole = name.given and other.given and _scaled(name.family, other.family) > 0
        return "home" in same or bool(born == SAME_BIRTH and whole)
    if born == TURNED_BIRTH:
        return {"email", "home"} <= same
    if born != SAME_BIRTH:
        return born == BESIDE_BIRTH and {"document_number", "email", "home"} <= same
    if _scaled(name.family, other.family) < 0:
        return {"email", "phone"} <= same and not (name.initial or other.initial)
    if name.initial or other.initial:
        return bool(same & {"document_number", "email"})
    return bool(same - {"device_id"})


def _near(one, other):
    return isinstance(one, str) and isinstance(other, str) and _alike(one, other) > 0.85


def _numbers(street):
    return "".join(one if one.isdigit() else " " for one in street).split()


def _same_names(name, other):
    if _unlike(name, other):
        return -9.0
    given = 0.4 if name.initial or other.initial else _scaled(name.given, other.given)
    return 2.5 * given + 2.0 * _scaled(name.family, other.family)


def _strangers(name, other):
    """Two people whose given names are nothing like each other, also when one of them has written the family name first."""
    return _unlike(name, other) and (_unlike(name, other.turned()) or _unlike(name.turned(), other))


def _unlike_births(one, other):
    return _birth(one, other) < -3


def _unlike(name, other):
    """Two given names of different people; an initial may stand for any name that begins with it."""
    if not (name.given and other.given):
        return False
    return name.first != other.first if name.initial or other.initial else _alike(name.given, other.given) < 0.76


def _scaled(one, other):
    """From 1 for the same spelling down to -1; 0 where one is missing."""
    return max((_alike(one, other) - 0.8) / 0.2, -1.0) if one and other else 0.0


@cache
def _alike(one, other):
    return jellyfish.jaro_winkler_similarity(one, other)


def _same(one, other):
    return isinstance(one, str) and one == other


def _birth(one, other):
    """Two for the same date, less with day and month exchanged, against it where only one part differs, or all."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return -0.5
    a, b = one.split("-"), other.split("-")
    if a == b:
        return SAME_BIRTH
    if [a[0], a[2], a[1]] == b:
        return TURNED_BIRTH
    if a[:2] == b[:2] and abs(int(a[2]) - int(b[2])) == 1:
        return BESIDE_BIRTH
    return -0.8 if sum(x == y for x, y in zip(a, b, strict=True)) == 2 else -3.5
    # solution: end
