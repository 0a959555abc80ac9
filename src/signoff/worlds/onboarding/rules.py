"""The bank's alert rules: what they see of an application and of those before it, and the score they give."""

from dataclasses import dataclass

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints
from signoff.worlds.onboarding import clock
from signoff.worlds.onboarding.applications import BRANCH, Book
from signoff.worlds.onboarding.watchlist import WatchList, in_force, name_codes

RULES = ("shared_document", "watch_list", "device_velocity", "contact_reuse", "repeated_identity", "address_density",
         "metadata", "vendor_score")  # fmt: skip
_WEIGHTS = np.array([1.6, 1.4, 1.2, 0.8, 0.6, 0.45, 0.5, 0.7])
VENDOR_LIMIT = 960
"""A vendor's score from which on there is an alert."""


@dataclass(frozen=True)
class Alerts:
    """Per application: how each rule judged it (shape (n, rules)), the strongest rule that fired, and the score."""

    fired: Bools
    rule: Ints
    score: Floats

    @property
    def raised(self) -> Bools:
        found: Bools = self.fired.any(axis=1)
        return found


def alerts(held: Book, listed: WatchList, vendor_score: Ints) -> Alerts:
    """Applies the rules to the applications in order of arrival; each sees only what came before."""
    made, at = held.made, held.made.at
    birth = made.year * 10_000 + made.month * 100 + made.day
    name = name_codes(held.who.given[made.person], made.given_form, made.family, made.family_form)
    where = held.addresses
    place = _groups(where.postcode[made.address], where.street[made.address], where.number[made.address])
    document = _groups(made.doc_number, made.doc_type, made.doc_country)
    contact = np.maximum(_others(made.phone, birth, at), _others(_groups(made.mail, made.person), birth, at))
    identity = _groups(name, birth)
    month, quarter = 30 * clock.DAY, 90 * clock.DAY
    odd = (made.ip_country != where.residence[made.address]).astype(int) + (made.check == 1) + (made.form_seconds < 75)
    fired = np.column_stack([
        _others(document, birth, at) >= 1,
        in_force(listed, name, at),
        (_others(made.device, birth, at, month) >= 2) & (made.channel != BRANCH),
        contact >= 1,
        earlier(identity, at) - earlier(_groups(identity, document), at) >= 1,
        _others(place, birth, at, quarter) >= 8,
        (odd >= 2) | (made.check == 2),
        vendor_score >= VENDOR_LIMIT,
    ])  # fmt: skip
    weighed = fired * _WEIGHTS
    score = 1 - np.exp(-(weighed.sum(axis=1) + vendor_score / 2500))
    return Alerts(fired, weighed.argmax(axis=1), np.round(score, 4))


def earlier(key: Ints, at: Ints, window: int | None = None) -> Ints:
    """How many earlier applications have the same key, within `window` microseconds before; `at` ascends."""
    order = np.argsort(key, kind="stable")
    sorted_key, when = key[order], at[order]
    begin = np.searchsorted(sorted_key, sorted_key, side="left")
    if window is not None:
        # One ascending line: every key gets a stretch of its own, longer than the span.
        stretch = int(at[-1] - at[0]) + window + 1
        group = np.cumsum(np.append(0, sorted_key[1:] != sorted_key[:-1]))
        line = group * stretch + (when - at[0])
        begin = np.maximum(begin, np.searchsorted(line, line - window, side="left"))
    found = np.empty(len(key), np.int64)
    found[order] = np.arange(len(key)) - begin
    return found


def _others(key: Ints, birth: Ints, at: Ints, window: int | None = None) -> Ints:
    """Earlier applications with the same key and another birth date."""
    return earlier(key, at, window) - earlier(_groups(key, birth), at, window)


def _groups(*parts: Ints) -> Ints:
    """A number per combination of values."""
    group = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        values = np.unique(part, return_inverse=True)[1]
        group = group * (int(values.max()) + 1) + values
        group = np.unique(group, return_inverse=True)[1]
    return group
