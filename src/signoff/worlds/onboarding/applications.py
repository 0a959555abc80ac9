"""The applications while they are being made: plain arrays of positions, in order of arrival."""

from dataclasses import dataclass, fields

import numpy as np

from signoff.worlds.draw import Bools, Floats, Ints, pick, pick_each, stream
from signoff.worlds.onboarding import clock
from signoff.worlds.onboarding.config import OnboardingConfig
from signoff.worlds.onboarding.people import (
    COUNTRY_OF,
    DOCUMENTS,
    FARM,
    FIRST,
    IDENTITY_CARD,
    LICENCE,
    MULE,
    PASSPORT,
    PERMIT,
    REAPPLICATION,
    SECOND,
    SYNTHETIC,
    Addresses,
    People,
    counts,
    exact_mask,
    more_addresses,
    people,
    planted,
)  # fmt: skip
from signoff.worlds.onboarding.vocabulary import SCRIPT_OF, Form, names

WEB, IOS, ANDROID, BRANCH = range(4)
FIRST_ID = 1_000_001
"""The application id of the first to arrive; the others follow."""


@dataclass(frozen=True)
class Applications:
    """An entry per application, by arrival. Positions refer to `people`, `addresses` and the vocabulary.

    Attributes:
        person, kind, at: who, why, and when (microseconds UTC).
        given_form, family, family_form: how the name is written; `family` is a word, not a pair.
        swapped: given and family name stand in each other's field.
        year, month, day: birth date as typed.
        doc_type, doc_country, doc_number: of the document shown.
        address, street_form: as typed.
        mail, mail_style, phone, device, ip: numbers.
        channel, ip_country, check: coded as in the dictionary; `ip_country` as in RESIDENCES, 4 for elsewhere.
        form_seconds, vendor: time taken, and the vendor's latent score.
    """

    person: Ints
    kind: Ints
    at: Ints
    given_form: Ints
    family: Ints
    family_form: Ints
    swapped: Bools
    year: Ints
    month: Ints
    day: Ints
    doc_type: Ints
    doc_country: Ints
    doc_number: Ints
    address: Ints
    street_form: Ints
    mail: Ints
    mail_style: Ints
    phone: Ints
    device: Ints
    ip: Ints
    channel: Ints
    ip_country: Ints
    check: Ints
    form_seconds: Ints
    vendor: Floats

    def __len__(self) -> int:
        return len(self.person)

    def take(self, which: Ints) -> "Applications":
        return Applications(**{one.name: getattr(self, one.name)[which] for one in fields(self)})

    @property
    def guilty(self) -> Bools:
        return self.kind >= SECOND


@dataclass(frozen=True)
class Book:
    """All applications with those behind them.

    Attributes:
        shown: case -> positions of the applications that show it.
    """

    who: People
    addresses: Addresses
    made: Applications
    shown: dict[str, Ints]


def book(config: OnboardingConfig, seed: int) -> Book:
    """Draws people and their applications."""
    who, addresses = people(config, seed)
    first = _firsts(config, stream(seed, "onboarding", "first applications"), who, addresses)
    made, addresses, shown = _with_repeats(config, stream(seed, "onboarding", "repeats"), who, addresses, first)
    _vendor(stream(seed, "onboarding", "vendor"), made)
    order = np.argsort(made.at, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    shown = {case: np.sort(place[rows]) for case, rows in shown.items()}
    return Book(who, addresses, made.take(order), shown)


def _firsts(config: OnboardingConfig, rng: np.random.Generator, who: People,
            addresses: Addresses) -> Applications:  # fmt: skip
    """One application for everybody."""
    count = len(who.kind)
    row = np.arange(count)
    honest = who.kind == FIRST
    special = planted()
    known = np.concatenate(list(special.values()))
    day = _first_days(config, rng, who, known)
    at_branch = exact_mask(rng, 0.06, honest & (who.hall < 0) & (row > known.max()))
    in_branch = np.flatnonzero(at_branch)
    tablets = max(1, len(in_branch) // 60)
    device, ip = who.device.copy(), who.ip.copy()
    device[in_branch] = 2 * count + np.arange(len(in_branch)) % tablets
    ip[in_branch] = 77_000 + 13 * (np.arange(len(in_branch)) % tablets)
    channel = np.where(at_branch, BRANCH, pick(rng, [0.42, 0.3, 0.28], count)[device % count])
    of_day = clock.seconds_of_day(rng, at_branch)
    farm = np.flatnonzero(who.kind == FARM)
    start = np.searchsorted(who.ring[farm], who.ring[farm])
    of_day[farm] = (((np.arange(len(farm)) - start) % 20) * 6 + rng.integers(0, 5, len(farm))) * clock.MINUTE
    of_day[farm] += 2 * clock.HOUR + clock.MINUTE * 7 + rng.integers(0, clock.MINUTE, len(farm))
    far = np.select([who.kind == FARM, who.kind == SYNTHETIC, who.kind == DOCUMENTS], [0.3, 0.15, 0.1], 0.035)
    ip_country = np.where(rng.random(count) < far, 4, addresses.residence[who.address])
    pace = np.where(who.kind == FARM, 150, np.where(at_branch, 420, 260))
    made = Applications(
        person=row, kind=who.kind.copy(), at=clock.utc(config, day, of_day),
        given_form=_forms(rng, who, row), family=who.family * 2 + who.gender, family_form=_forms(rng, who, row),
        swapped=rng.random(count) < 0.008, year=who.year.copy(), month=who.month.copy(), day=who.day.copy(),
        doc_type=who.doc_type.copy(), doc_country=who.doc_country.copy(), doc_number=who.doc_number.copy(),
        address=who.address.copy(), street_form=_street_forms(rng, count), mail=rng.integers(0, 10_000, count),
        mail_style=rng.integers(0, 12, count), phone=who.phone.copy(), device=device, ip=ip, channel=channel,
        ip_country=ip_country, check=_checks(rng, who.kind),
        form_seconds=np.maximum(25, (pace * np.exp(0.45 * rng.standard_normal(count))).astype(np.int64)),
        vendor=np.zeros(count),
    )  # fmt: skip
    _mistype_birth(rng, made, rng.random(count) < 0.012)
    made.swapped[known] = False
    for form in (made.given_form, made.family_form):
        form[known] = Form.OFFICIAL
    for typed, true in ((made.year, who.year), (made.month, who.month), (made.day, who.day)):
        typed[known] = true[known]
    made.check[known] = 0
    return made


def _first_days(config: OnboardingConfig, rng: np.random.Generator, who: People, known: Ints) -> Ints:
    """Days: the calendar's for most; families follow each other, students come in autumn, rings within weeks."""
    count, span = len(who.kind), clock.span_days(config)
    day = clock.days(rng, config, count)
    first_of = np.searchsorted(who.household, who.household)
    together = (first_of < np.arange(count)) & (rng.random(count) < 0.7)
    later = day[first_of] + np.floor(rng.exponential(12, count)).astype(np.int64)
    day = np.where(together, np.minimum(later, span - 1), day)
    living = who.hall >= 0
    autumn = np.flatnonzero((np.datetime64(config.start) + np.arange(span)).astype("M8[M]").astype(np.int64) % 12 == 9)
    opens = autumn[0] if len(autumn) else span // 3
    day[living] = np.minimum(opens - 5 + np.floor(rng.gamma(2, 8, living.sum())).astype(np.int64), span - 1)
    rows = np.flatnonzero(who.ring >= 0)
    begins = clock.days(rng, config, who.ring.max() + 1)
    length = {SYNTHETIC: 60, DOCUMENTS: 35, MULE: 21, FARM: 1}
    of_ring = who.ring[rows]
    for kind, days in length.items():
        mine = who.kind[rows] == kind
        first_ring = of_ring[mine].min()
        begins[first_ring] = rng.integers(6, 12)  # planted rings are early, so that what follows falls into the span
        within = rng.integers(0, days if kind != FARM else 1, mine.sum())
        if kind == FARM:
            within = (np.arange(mine.sum()) - np.searchsorted(of_ring[mine], of_ring[mine])) // 20
        within = np.where(of_ring[mine] == first_ring, np.minimum(within, 10), within)
        day[rows[mine]] = np.minimum(begins[of_ring[mine]] + within, span - 1)
    day[known] = rng.integers(3, 15, len(known))
    return day


def _forms(rng: np.random.Generator, who: People, person: Ints) -> Ints:
    """How names are typed: Latin names with or without marks, others by one scheme or another, some with a mistake."""
    foreign = (SCRIPT_OF[who.origin[person]] > 0).astype(np.int64)
    choices = np.zeros((2, 10))
    choices[0, [Form.OFFICIAL, Form.OTHER, Form.PLAIN, Form.TYPO, Form.TYPO_AGAIN, Form.UPPER]] = [
        0.6, 0.1, 0.2, 0.015, 0.015, 0.07]  # fmt: skip
    choices[1, [Form.OFFICIAL, Form.OTHER, Form.THIRD, Form.TYPO, Form.TYPO_AGAIN, Form.UPPER]] = [
        0.55, 0.22, 0.14, 0.015, 0.015, 0.06]  # fmt: skip
    return pick_each(rng, choices, foreign)


def _street_forms(rng: np.random.Generator, count: int) -> Ints:
    weights = np.zeros(10)
    weights[[Form.OFFICIAL, Form.OTHER, Form.PLAIN, Form.TYPO, Form.TYPO_AGAIN, Form.UPPER]] = [
        0.6, 0.22, 0.1, 0.015, 0.015, 0.05]  # fmt: skip
    return pick(rng, weights, count)


def _checks(rng: np.random.Generator, kind: Ints) -> Ints:
    """What the automatic check of the document says: passed, unclear or failed."""
    unclear = np.select([kind == SYNTHETIC, kind == DOCUMENTS, kind == FARM], [0.2, 0.25, 0.15], 0.07)
    draw = rng.random(len(kind))
    return (draw < unclear).astype(np.int64) + (draw < unclear / 12)


def _mistype_birth(rng: np.random.Generator, made: Applications, which: Bools) -> None:
    """Changes birth dates in place: day and month exchanged where that is a date, else a year or a day beside."""
    exchange = which & (made.day <= 12) & (made.day != made.month) & (rng.random(len(which)) < 0.5)
    month = made.month[exchange].copy()
    made.month[exchange], made.day[exchange] = made.day[exchange], month
    year = which & ~exchange & (rng.random(len(which)) < 0.5)
    made.year[year] += rng.choice([-10, -1, 1, 10], year.sum())
    made.year[year] = np.minimum(made.year[year], 2006)
    beside = which & ~exchange & ~year
    made.day[beside] += np.where(made.day[beside] < 15, 1, -1)


def _with_repeats(config: OnboardingConfig, rng: np.random.Generator, who: People, addresses: Addresses,
                  first: Applications) -> tuple[Applications, Addresses, dict[str, Ints]]:  # fmt: skip
    """The first applications and those of people who apply again, honestly or not."""
    wanted, special, count = counts(config), planted(), len(first)
    known = np.concatenate(list(special.values()))
    day = (first.at - clock.first_moment(config)) // clock.DAY
    span = clock.span_days(config)
    eligible = np.flatnonzero((first.kind == FIRST) & (day < span - 8) & (first.person > known.max()))
    weight = np.where(who.hall[eligible] >= 0, 0.5, 1.0)
    fixed = ("bridge", "married_name", "transliterated", "typo", "moved")
    again = np.append([special[case][0] for case in fixed], eligible[pick(rng, weight, wanted.again - len(fixed))])
    hiding = np.append(special["second_account"], rng.choice(eligible, wanted.second - 1, replace=False))
    rows = np.append(again, hiding)
    dishonest = np.arange(len(rows)) >= len(again)
    made = first.take(rows)
    made.kind[:] = np.where(dishonest, SECOND, REAPPLICATION)

    gap = 1 + np.floor((span - 2 - day[rows]) * rng.random(len(rows)) ** 2.2).astype(np.int64)
    in_branch = made.channel == BRANCH
    new_day = np.minimum(day[rows] + gap, span - 1)
    plan = np.arange(len(rows))
    case = {name: plan[at] for at, name in enumerate(fixed)}
    case["second_account"] = len(again)
    at_case = np.array(list(case.values()))
    new_day[at_case] = day[rows[at_case]] + rng.integers(20, 40, len(at_case))
    made.at[:] = clock.utc(config, new_day, clock.seconds_of_day(rng, in_branch))

    def chance(honest: float, hidden: float, **forced: bool) -> Bools:
        which = rng.random(len(rows)) < np.where(dishonest, hidden, honest)
        which[at_case] = False
        for name, value in forced.items():
            which[case[name]] = value
        return which

    document = chance(0.52, 0.93, married_name=True, transliterated=True, moved=True, second_account=True)
    made.doc_number[document] = rng.integers(0, 10**9, document.sum())
    other = document & chance(0.5, 0.6, transliterated=True, moved=True, second_account=True)
    foreign = who.origin[rows] != addresses.residence[made.address]
    kinds = np.where(foreign, np.where(made.doc_type == PERMIT, PASSPORT, PERMIT),
                     np.where(made.doc_type == PASSPORT, IDENTITY_CARD, PASSPORT))  # fmt: skip
    kinds = np.where(rng.random(len(rows)) < 0.15, LICENCE, kinds)
    kinds[case["transliterated"]] = PERMIT
    made.doc_type[other] = kinds[other]
    made.doc_country[:] = np.where(
        np.isin(made.doc_type, [PERMIT]), addresses.residence[made.address], made.doc_country
    )
    was_permit = other & (first.doc_type[rows] == PERMIT) & (made.doc_type != PERMIT)
    made.doc_country[was_permit] = COUNTRY_OF[who.origin[rows[was_permit]]]

    mail = chance(0.35, 0.95, married_name=True, second_account=True)
    made.mail[mail] = rng.integers(0, 10_000, mail.sum())
    made.mail_style[mail] = rng.integers(0, 12, mail.sum())
    phone = chance(0.22, 0.85, second_account=True, moved=True)
    made.phone[phone] = rng.integers(0, 10**8, phone.sum())
    device = chance(0.42, 0.5, moved=True) & ~in_branch
    made.device[device] = 4 * count + plan[device]
    made.channel[device] = pick(rng, [0.42, 0.3, 0.28], device.sum())
    network = device | (rng.random(len(rows)) < 0.4)
    made.ip[network] = rng.integers(0, 2**24, network.sum())
    moved = chance(0.2, 0.4, moved=True)
    addresses, new = more_addresses(rng, addresses, addresses.residence[made.address[moved]])
    made.address[moved] = new
    married = chance(0.03, 0.0, married_name=True)
    made.family[married] = first.family[rng.integers(len(known), wanted.people, married.sum())] // 2 * 2
    made.family[married] += who.gender[rows[married]]
    same_family = names().family.same
    unchanged = married & (same_family[made.family * 10] == same_family[first.family[rows] * 10])
    made.family[unchanged] = (first.family[rows][unchanged] + 2) % (len(same_family) // 10)

    form = chance(0.4, 0.8)
    made.given_form[form], made.family_form[form] = (_forms(rng, who, rows[form]) for _ in range(2))
    made.swapped[:] = (rng.random(len(rows)) < np.where(dishonest, 0.04, 0.01)) & ~np.isin(plan, at_case)
    made.street_form[:] = _street_forms(rng, len(rows))
    wrong = chance(0.025, 0.1)
    _mistype_birth(rng, made, wrong)
    made.given_form[case["bridge"]] = Form.INITIAL
    made.given_form[case["transliterated"]], made.family_form[case["transliterated"]] = Form.THIRD, Form.THIRD
    made.given_form[case["typo"]] = Form.TYPO
    made.family_form[case["typo"]] = Form.TYPO
    row = case["typo"]
    if made.day[row] <= 12:
        made.month[row], made.day[row] = made.day[row], made.month[row]
    else:
        made.day[row] = made.day[row] - 10
    initial = chance(0.012, 0.0) & (who.hall[rows] < 0)
    made.given_form[initial] = Form.INITIAL
    made.check[:] = _checks(rng, made.kind)
    made.check[at_case] = 0
    made.form_seconds[:] = np.maximum(25, (200 * np.exp(0.45 * rng.standard_normal(len(rows)))).astype(np.int64))

    whole = Applications(**{
        one.name: np.concatenate([getattr(first, one.name), getattr(made, one.name)]) for one in fields(first)
    })  # fmt: skip
    shown = {name: np.append(special[name], count + at) for name, at in case.items()}
    for name in ("twins", "family_device", "namesakes", "recycled_phone", "list_hit", "list_namesake"):
        shown[name] = special[name]
    lowest = {name: first.person[(first.kind == kind)] for name, kind in
              (("synthetic", SYNTHETIC), ("document_ring", DOCUMENTS), ("device_farm", FARM), ("mule", MULE))}  # fmt: skip
    for name, rows_of in lowest.items():
        shown[name] = rows_of[who.ring[rows_of] == who.ring[rows_of].min()]
    shown["synthetic"], shown["document_ring"] = shown["synthetic"][:3], shown["document_ring"][:3]
    shown["device_farm"] = shown["device_farm"][:12]
    shown["hall"] = np.flatnonzero(who.hall == 0)
    tablet = np.flatnonzero(first.channel == BRANCH)
    shown["branch_device"] = tablet[first.device[tablet] == first.device[tablet[0]]]
    return whole, addresses, shown


_MEANS = np.array([0.0, 0.0, 0.75, 0.7, 1.2, 1.1, 0.5])
"""Mean of the vendor's latent score per kind; normal with deviation 1 around it."""


def _vendor(rng: np.random.Generator, made: Applications) -> None:
    made.vendor[:] = _MEANS[made.kind] + rng.standard_normal(len(made))


def probability(config: OnboardingConfig, vendor: Floats) -> Floats:
    """P(dishonest | vendor's latent score), exact by Bayes' rule from the densities that the scores are drawn from."""
    n, total = counts(config), config.applications
    shares = np.array([0, 0, n.second, n.synthetic, n.documents, n.farm, n.mules]) / total
    density = np.exp(-0.5 * (vendor[:, None] - _MEANS) ** 2)
    bad = density @ shares
    found: Floats = bad / (bad + density[:, 0] * (1 - shares.sum()))
    return found
