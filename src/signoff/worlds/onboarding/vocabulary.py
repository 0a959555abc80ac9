"""The words of the world, each in every form in which it can be written: names, streets and towns.

Words come from Faker's lists, read once; a form is a column of a table, so that writing a million names is one look-up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import import_module
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa

from signoff.worlds.draw import Floats, Ints
from signoff.worlds.onboarding import romanise

ORIGINS = ("de", "fr", "es", "it", "pl", "ro", "tr", "ru", "uk", "bg", "el", "ar", "ja")
RESIDENCES = ("DE", "FR", "ES", "IT")
SCRIPTS = ("Latn", "Cyrl", "Grek", "Arab", "Jpan")
SCRIPT_OF = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 4])
"""Position in SCRIPTS per origin: ISO 15924 codes."""

# The provider classes hold the lists; a Faker object would draw one name at a time.
_PEOPLE = {
    locale[:2]: import_module(f"faker.providers.person.{locale}").Provider
    for locale in [
        "de_DE",
        "fr_FR",
        "es_ES",
        "it_IT",
        "pl_PL",
        "ro_RO",
        "tr_TR",
        "ru_RU",
        "uk_UA",
        "bg_BG",
        "el_GR",
        "ja_JP",
    ]
}
_TOWNSHIPS = {
    locale[:2]: import_module(f"faker.providers.address.{locale}").Provider for locale in ("de_DE", "es_ES", "it_IT")
}
_GIVEN, _FAMILY, _TOWNS = 120, 220, 60
"""At most as many words of a list are used; the lists are longer than a small world needs."""


class Form(IntEnum):
    """How a word is written."""

    NATIVE = 0  # as printed in the script of the document's country
    OFFICIAL = 1  # Latin letters of a passport
    OTHER = 2  # another usual spelling
    THIRD = 3  # and another
    PLAIN = 4  # the official one without marks
    TYPO = 5
    TYPO_AGAIN = 6
    INITIAL = 7
    UPPER = 8
    MAIL = 9  # small ASCII letters only


@dataclass(frozen=True)
class Words:
    """A table of words: `len(Form)` texts for each, and a number that is equal where the plain texts are equal."""

    texts: pa.Array
    same: Ints

    def write(self, word: Ints, form: Ints | int) -> pa.Array:
        """The texts of words in a form each (large_string)."""
        return self.texts.take(pa.array(word * len(Form) + form))

    def code(self, word: Ints, form: Ints) -> Ints:
        """Numbers that are equal where the written texts are equal but for case and marks."""
        found: Ints = self.same[word * len(Form) + form]
        return found


@dataclass(frozen=True)
class Names:
    """Given names by origin and gender, family names by origin with their two gendered forms side by side.

    Attributes:
        given, family: the words.
        given_start, given_count: shape (origins, 2), gender 0 female, 1 male.
        family_start, family_count: shape (origins,), counted in pairs: the female form of pair p is word 2 p, the male
            2 p + 1.
        initial: first letter of each given word as a number, of the official spelling.
    """

    given: Words
    family: Words
    given_start: Ints
    given_count: Ints
    family_start: Ints
    family_count: Ints
    initial: Ints


@dataclass(frozen=True)
class Places:
    """Streets and towns by residence: words, where each country's begin, and how many it has."""

    street: Words
    town: Words
    street_start: Ints
    street_count: Ints
    town_start: Ints
    town_count: Ints


@cache
def names() -> Names:
    """All name words; made once in a process."""
    given: list[tuple[str, ...]] = []
    family: list[tuple[str, ...]] = []
    given_start, given_count = np.zeros((2, len(ORIGINS), 2), dtype=np.int64)
    family_start, family_count = np.zeros((2, len(ORIGINS)), dtype=np.int64)
    for origin, language in enumerate(ORIGINS):
        for gender in (0, 1):
            mine = _given(language, gender)
            given_start[origin, gender], given_count[origin, gender] = len(given), len(mine)
            given += mine
        pairs = _family(language)
        family_start[origin], family_count[origin] = len(family) // 2, len(pairs)
        family += [form for pair in pairs for form in pair]
    initial = np.array([ord(forms[Form.PLAIN][0]) for forms in given])
    return Names(
        _words(given), _words(family), given_start, given_count, family_start, family_count, initial
    )  # fmt: skip


@cache
def places() -> Places:
    """All street and town words; made once in a process."""
    streets: list[tuple[str, ...]] = []
    towns: list[tuple[str, ...]] = []
    starts, counts = np.zeros((2, 2, len(RESIDENCES)), dtype=np.int64)
    for country, make in enumerate((_german, _french, _spanish, _italian)):
        for kind, (held, made) in enumerate(zip((streets, towns), make(), strict=True)):
            new = list(made)
            starts[kind, country], counts[kind, country] = len(held), len(new)
            held += [_latin_forms(word, short) for word, short in new]
    return Places(_words(streets), _words(towns), starts[0], counts[0], starts[1], counts[1])


def popularity(count: int) -> Floats:
    """Weights of a list of names: a few are frequent, most are rare."""
    weights: Floats = 1 / (np.arange(count) + 6.0)
    return weights


def _given(language: str, gender: int) -> list[tuple[str, ...]]:
    if language == "ar":
        return [_arabic(entry) for entry in (romanise.ARABIC_FEMALE, romanise.ARABIC_MALE)[gender]]
    listed = _person(language, "first_names_male" if gender else "first_names_female")
    if language == "ja":
        pairs = _person("ja", "first_name_male_pairs" if gender else "first_name_female_pairs")
        return [_forms(kanji, romanise.japanese_spellings(latin)) for kanji, _, latin in pairs]
    return [_spelt(word, language) for word in _some(listed, _GIVEN)]


def _family(language: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    if language == "ar":
        return [(forms, forms) for forms in map(_arabic, romanise.ARABIC_FAMILY)]
    if language == "ja":
        pairs = _person("ja", "last_name_pairs")
        return [(forms, forms) for forms in (_forms(k, romanise.japanese_spellings(latin)) for k, _, latin in pairs)]
    source = {"pl": "male_last_names", "ru": "last_names_male", "uk": "last_names_male", "bg": "last_names_male",
              "el": "last_names_male"}.get(language, "last_names")  # fmt: skip
    listed = _some(_person(language, source), _FAMILY)
    return [(_spelt(_feminine(word, language), language), _spelt(word, language)) for word in listed]


_FEMININE = {
    "ru": (("ский", "ская"), ("ов", "ова"), ("ев", "ева"), ("ин", "ина")),
    "uk": (("ський", "ська"), ("ий", "а")),
    "bg": (("ски", "ска"), ("ов", "ова"), ("ев", "ева")),
    "el": (("ος", "ου"), ("ης", "η"), ("ής", "ή"), ("ας", "α"), ("άς", "ά")),
    "pl": (("ski", "ska"), ("cki", "cka")),
}


def _feminine(word: str, language: str) -> str:
    """The form of a family name that a daughter or wife bears."""
    for ending, other in _FEMININE.get(language, ()):
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word


def _spelt(word: str, language: str) -> tuple[str, ...]:
    if language in romanise.SCHEMES:
        return _forms(word, romanise.spellings(word, language))
    return _latin_forms(word)


_WRITTEN_OUT = {ord(mark): plain for mark, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ö", "Oe"), ("Ü", "Ue"))}


def _latin_forms(word: str, short: str | None = None) -> tuple[str, ...]:
    """Forms of a word in Latin letters; `short` is its usual abbreviation, if it has one."""
    written_out = word.translate(_WRITTEN_OUT)
    return _forms(word, (word, short or romanise.ascii_letters(written_out), romanise.ascii_letters(word)))


def _arabic(entry: str) -> tuple[str, ...]:
    *native, one, two, three = entry.split(" ")
    return _forms(romanise.without_vowel_signs(" ".join(native)), (one, two, three))


def _forms(native: str, spelt: tuple[str, str, str]) -> tuple[str, ...]:
    plain = romanise.ascii_letters(spelt[0])
    mail = "".join(letter for letter in plain.lower() if letter.isascii() and letter.isalpha()) or "x"
    typos = (_mistyped(plain, 0), _mistyped(plain, 1))
    return (native, *spelt, plain, *typos, f"{plain[:1]}.", plain.upper(), mail)


_NEIGHBOUR = dict(zip("abcdefghijklmnopqrstuvwxyz", "snvfrdhjuklknmiowtariceztx", strict=True))


def _mistyped(word: str, kind: int) -> str:
    """The word with one mistake, always the same for the same word: a letter lost, doubled, hit beside or exchanged."""
    number = crc32(f"{word}/{kind}".encode())
    at, what = 1 + number // 8 % max(len(word) - 2, 1), number % 4
    head, letter, tail = word[:at], word[at : at + 1], word[at + 1 :]
    if what == 0 and len(word) > 3:
        return head + tail
    if what == 1:
        return head + letter + letter + tail
    if what == 2 and tail and tail[0] != letter:
        return head + tail[0] + letter + tail[1:]
    return head + _NEIGHBOUR.get(letter, "e") + tail


def _words(forms: Sequence[tuple[str, ...]]) -> Words:
    flat = [text for word in forms for text in word]
    plain: dict[str, int] = {}
    same = [plain.setdefault(romanise.ascii_letters(text).casefold(), len(plain)) for text in flat]
    return Words(pa.array(flat, pa.large_string()), np.array(same))


def _german() -> tuple[Iterable[Any], Iterable[Any]]:
    families, kinds = _some(_person("de", "last_names"), 65), ("straße", "weg", "platz", "allee")
    streets = [(f"{word}{kind}", f"{word}str." if kind == "straße" else None) for word in families for kind in kinds]
    return streets, [(town, None) for town in _some(_address("de", "cities"), _TOWNS)]


def _french() -> tuple[Iterable[Any], Iterable[Any]]:
    families = _some(_person("fr", "last_names"), 65)
    kinds = (("rue", "r."), ("avenue", "av."), ("boulevard", "bd"), ("chemin", "ch."))
    streets = [(f"{kind} {word}", f"{short} {word}") for word in families for kind, short in kinds]
    towns = [f"{word}-{ending}" for word in families[:20] for ending in ("les-Bains", "sur-Mer", "la-Forêt")]
    return streets, [(town, None) for town in towns]


def _spanish() -> tuple[Iterable[Any], Iterable[Any]]:
    families = _some(_person("es", "last_names"), 65)
    kinds = (("Calle", "C."), ("Avenida", "Avda."), ("Plaza", "Pza."), ("Paseo", "P.º"))
    streets = [(f"{kind} {word}", f"{short} {word}") for word in families for kind, short in kinds]
    return streets, [(town, None) for town in _some(_address("es", "states"), _TOWNS)]


def _italian() -> tuple[Iterable[Any], Iterable[Any]]:
    families = _some(_person("it", "last_names"), 65)
    kinds = (("Via", "V."), ("Viale", "V.le"), ("Piazza", "P.zza"), ("Vicolo", "Vic."))
    streets = [(f"{kind} {word}", f"{short} {word}") for word in families for kind, short in kinds]
    return streets, [(town, None) for town in _some(_address("it", "states"), _TOWNS)]


def _some(listed: Sequence[str], count: int) -> list[str]:
    """`count` different words spread evenly over a list, in an order that has nothing to do with the alphabet."""
    single = list(dict.fromkeys(word for word in listed if len(word) > 1))
    chosen = single[:: max(1, len(single) // count)][:count]
    return sorted(chosen, key=lambda word: crc32(word.encode()))


def _person(language: str, listed: str) -> tuple[Any, ...]:
    return tuple(getattr(_PEOPLE[language], listed))


def _address(language: str, listed: str) -> tuple[str, ...]:
    return tuple(getattr(_TOWNSHIPS[language], listed))
