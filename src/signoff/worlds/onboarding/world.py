"""The onboarding world as a whole: what the desk holds at the end of the span, and the truth behind it."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
import pyarrow as pa

from signoff.worlds.draw import Bools, Ints, fingerprint, stream
from signoff.worlds.onboarding import clock, team, text
from signoff.worlds.onboarding.applications import FIRST_ID, Book, book, probability
from signoff.worlds.onboarding.cases import CASES
from signoff.worlds.onboarding.config import PRESETS, OnboardingConfig
from signoff.worlds.onboarding.people import NONE
from signoff.worlds.onboarding.team import Work, work
from signoff.worlds.onboarding.vocabulary import SCRIPT_OF, Form, names, places
from signoff.worlds.onboarding.watchlist import WatchList, date_text, watch_list
from signoff.worlds.settings import checked_seed
from signoff.worlds.tables import NO_TIME, dictionary

_DIALLING = ["+49 15", "+33 6", "+34 6", "+39 3"]
_DOMAINS = ["example.com", "example.org", "example.net"]  # reserved for examples: nobody's
_HEARD = np.array([0.0006, 0.0006, 0.55, 0.7, 0.75, 0.8, 0.65])
"""Share of opened accounts of each kind of which something is heard; of honest ones by mistake."""


@dataclass(frozen=True)
class OnboardingTruth:
    """What nobody at the desk can see; the dictionary has the columns."""

    truth: pd.DataFrame
    cases: pd.DataFrame
    listed: pd.DataFrame


@dataclass(frozen=True)
class OnboardingWorld:
    """An account opening desk: the tables it holds at the end of the span, and the truth behind them.

    Times are UTC, money EUR; `dictionary.toml` beside this file has every column. Simulated: no row describes a real
    person, and the watch list is invented.
    """

    id: ClassVar[str] = "onboarding"

    config: OnboardingConfig
    seed: int
    applications: pd.DataFrame
    alerts: pd.DataFrame
    reviews: pd.DataFrame
    random_checks: pd.DataFrame
    shifts: pd.DataFrame
    costs: pd.DataFrame
    outcomes: pd.DataFrame
    list_versions: pd.DataFrame
    list_entries: pd.DataFrame
    truth: OnboardingTruth


def simulate(config: OnboardingConfig = PRESETS["course"], seed: int = 0) -> OnboardingWorld:
    """A world, whole. The same configuration and seed give the same tables.

    Raises:
        WorldError: the seed is no whole number from 0 on.
    """
    held = book(config, checked_seed(seed))
    listed = watch_list(config, seed, held)
    done = work(config, seed, held, listed)
    frame, ids = dictionary("onboarding").frame, FIRST_ID + np.arange(len(held.made))
    opened, arrived = _opened(held, done), held.made.at
    heard, outcomes = _outcomes(config, seed, held, done, opened)
    closed = np.flatnonzero(done.done)
    return OnboardingWorld(
        config=config,
        seed=seed,
        applications=_applications(held, probability(config, held.made.vendor)),
        alerts=frame("alerts", {
            "alert_id": 1 + np.arange(len(done.alerted)), "application_id": ids[done.alerted],
            "raised_at": arrived[done.alerted] + clock.SECOND, "reason": done.reason, "score": done.score,
        }),
        reviews=frame("reviews", {
            "alert_id": 1 + closed, "started_at": done.start[closed], "closed_at": done.close[closed],
            "handle_minutes": done.minutes[closed], "analyst": done.analyst[closed],
            "verdict": done.suspicious[done.alerted[closed]].astype(np.int64),
        }),
        random_checks=frame("random_checks", {
            "application_id": ids[done.checked], "propensity": np.full(len(done.checked), config.random_check_share),
            "checked_at": done.checked_at, "verdict": done.suspicious[done.checked].astype(np.int64),
        }),
        shifts=frame("shifts", {
            "starts_at": done.shifts.start, "ends_at": done.shifts.end, "analysts": done.shifts.analysts,
        }),
        costs=frame("costs", {"item": np.arange(4), "eur": np.array([
            config.review_eur_per_hour, config.honest_turned_away_eur, config.document_asked_eur, config.mule_let_in_eur,
        ])}),
        outcomes=outcomes,
        list_versions=frame("list_versions", {
            "version": np.arange(len(listed.published)), "published_at": listed.published,
        }),
        list_entries=_list_entries(listed),
        truth=OnboardingTruth(
            truth=_truth(config, seed, held, done, opened, heard),
            cases=_cases(held, done),
            listed=frame("listed", {
                "entry_id": 1 + np.flatnonzero(listed.person != NONE),
                "person_id": 1 + listed.person[listed.person != NONE],
            }, side="truth"),
        ),
    )  # fmt: skip


def _applications(held: Book, chance: np.ndarray) -> pd.DataFrame:
    made, who, addresses = held.made, held.who, held.addresses
    rows, person, known, streets = len(made), made.person, names(), places()
    given = known.given.write(who.given[person], made.given_form)
    family = known.family.write(made.family, made.family_form)
    address = made.address
    street = text.joined(
        streets.street.write(addresses.street[address], made.street_form),
        text.plain(addresses.number[address]),
        between=" ",
    )
    flat = addresses.flat[address]
    street = text.where(flat > 0, text.joined(street, " / ", text.plain(flat)), street)
    mail = text.joined(
        known.given.write(who.given[person], Form.MAIL), text.taken([".", "", "_", "-"], made.mail_style % 4),
        known.family.write(made.family, Form.MAIL), text.plain(made.mail), "@", text.taken(_DOMAINS, made.mail_style % 3),
    )  # fmt: skip
    printed = np.isin(made.doc_type, (0, 1)) & (SCRIPT_OF[who.origin[person]] > 0)
    native = text.joined(
        known.given.write(who.given[person], Form.NATIVE), known.family.write(made.family, Form.NATIVE), between=" "
    )
    residence = addresses.residence[address]
    return dictionary("onboarding").frame("applications", {
        "application_id": FIRST_ID + np.arange(rows),
        "applied_at": made.at,
        "given_name": _column(text.where(made.swapped, family, given)),
        "family_name": _column(text.where(made.swapped, given, family)),
        "native_name": _column(text.where(printed, native, pa.nulls(rows, pa.large_string()))),
        "birth_date": _column(date_text(made.year, made.month, made.day)),
        "document_type": made.doc_type,
        "document_country": made.doc_country,
        "document_number": _column(text.fixed(text.letters(made.doc_number // 1_000), text.digits(made.doc_number, 9))),
        "email": _column(mail),
        "phone": _column(text.joined(text.taken(_DIALLING, _issued(made.phone, residence)), text.fixed(text.digits(made.phone, 8)))),
        "street": _column(street),
        "town": _column(streets.town.write(addresses.town[address], Form.OFFICIAL)),
        "postcode": _column(text.fixed(text.digits(addresses.postcode[address], 5))),
        "residence": residence,
        "device_id": fingerprint(made.device),
        "ip": _column(text.joined("10", *(text.plain(made.ip >> shift & 255) for shift in (16, 8, 0)), between=".")),
        "ip_country": made.ip_country,
        "channel": made.channel,
        "document_check": made.check,
        "form_seconds": made.form_seconds,
        "vendor_score": chance,
    })  # fmt: skip


def _issued(phone: Ints, residence: Ints) -> Ints:
    """The country of each number: that of whoever used it first."""
    _, first, place = np.unique(phone, return_index=True, return_inverse=True)
    return residence[first[place]]


def _column(words: pa.Array) -> pd.Series:
    """Arrow texts as pandas holds them; nothing is copied row by row."""
    return pd.Series(
        pd.arrays.ArrowStringArray(pa.chunked_array([words]), dtype=pd.StringDtype("pyarrow", na_value=np.nan))
    )


def _opened(held: Book, done: Work) -> Bools:
    """Applications that nobody had called suspicious by the end."""
    opened = np.ones(len(held.made), dtype=bool)
    closed = done.alerted[done.done]
    opened[closed[done.suspicious[closed]]] = False
    opened[done.checked[done.suspicious[done.checked]]] = False
    return opened


def _outcomes(config: OnboardingConfig, seed: int, held: Book, done: Work, opened: Bools) -> tuple[Ints, pd.DataFrame]:
    """When something would be heard of each account, and what was heard by the end."""
    rng, made = stream(seed, "onboarding", "outcomes"), held.made
    arrived = made.at
    end = clock.first_moment(config) + clock.span_days(config) * clock.DAY
    days = np.exp(np.log(75) + 0.6 * rng.standard_normal(len(made)))
    heard = np.where(rng.random(len(made)) < _HEARD[made.kind], made.at + (days * clock.DAY).astype(np.int64), NO_TIME)
    shown = team.planted(made, done)
    late = shown["late_outcome"]
    closed = done.close[np.searchsorted(done.alerted, late)]
    heard[late] = closed + (rng.uniform(62, 80, len(late)) * clock.DAY).astype(np.int64)
    quiet = shown["never_alerted"]
    heard[quiet] = arrived[quiet] + (rng.uniform(20, 60, len(quiet)) * clock.DAY).astype(np.int64)
    what = np.where(made.guilty, np.searchsorted([0.7, 0.9], rng.random(len(made))), 1 + (rng.random(len(made)) < 0.4))
    what[np.r_[late, quiet]] = 0
    available = np.where(heard == NO_TIME, 0, (heard // clock.DAY + 1) * clock.DAY + 5 * clock.HOUR)
    told = opened & (heard != NO_TIME) & (available < end)
    frame = dictionary("onboarding").frame("outcomes", {
        "application_id": FIRST_ID + np.flatnonzero(told), "outcome": what[told], "happened_at": heard[told],
        "available_at": available[told],
    })  # fmt: skip
    return heard, frame


def _list_entries(listed: WatchList) -> pd.DataFrame:
    rows, known = len(listed.given), names()

    def written(form: Ints | int) -> pa.Array:
        forms = np.broadcast_to(form, rows)
        return text.joined(
            known.given.write(listed.given, forms), known.family.write(listed.family, forms), between=" "
        )

    nothing = pa.nulls(rows, pa.large_string())
    other = written(np.maximum(listed.alias_form, int(Form.OFFICIAL)))
    return dictionary("onboarding").frame("list_entries", {
        "entry_id": 1 + np.arange(rows),
        "name": _column(written(int(Form.OFFICIAL))),
        "alias": _column(text.where(listed.alias_form != NONE, other, nothing)),
        "birth_date": _column(text.where(listed.year != NONE, date_text(listed.year.clip(0), listed.month, listed.day), nothing)),
        "first_version": listed.first,
        "last_version": np.where(listed.last == NONE, np.nan, listed.last.astype(float)),
    })  # fmt: skip


def _truth(config: OnboardingConfig, seed: int, held: Book, done: Work, opened: Bools, heard: Ints) -> pd.DataFrame:
    made, who = held.made, held.who
    person = made.person
    rng = stream(seed, "onboarding", "losses")
    drawn = rng.lognormal(-0.32, 0.8, len(made))  # mean 1
    ring = np.where(made.guilty, who.ring[person], NONE)
    return dictionary("onboarding").frame("truth", {
        "application_id": FIRST_ID + np.arange(len(made)),
        "person_id": 1 + person,
        "household_id": 1 + who.household[person],
        "ring_id": np.where(ring == NONE, np.nan, ring.astype(float)),
        "hall_id": np.where(who.hall[person] == NONE, np.nan, who.hall[person].astype(float)),
        "origin": who.origin[person],
        "kind": made.kind,
        "dishonest": made.guilty,
        "probability": probability(config, made.vendor),
        "analyst_would_say": done.suspicious.astype(np.int64),
        "opened": opened,
        "would_be_heard_at": heard,
        "loss_eur": np.where(made.guilty, (config.mule_let_in_eur * drawn).round(2), 0.0),
    }, side="truth")  # fmt: skip


def _cases(held: Book, done: Work) -> pd.DataFrame:
    shown = {**held.shown, **team.planted(held.made, done)}
    rows = [(number, position) for number, name in enumerate(CASES) for position in np.sort(shown[name])]
    number, position = np.array(rows, dtype=np.int64).T
    return dictionary("onboarding").frame(
        "cases", {"case": number, "application_id": FIRST_ID + position}, side="truth"
    )
