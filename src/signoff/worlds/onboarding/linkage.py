"""A book of applications in which people must be found again, with the look-alikes that tell good linkage from bad.

`linkage_book` is the small onboarding world with groups planted in it: each shows one way in which one person looks
like two, or two like one. `inherited_book` puts FEBRL's generated Australian records into the same columns.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import jellyfish
import numpy as np
import pandas as pd

from signoff.worlds import datasets
from signoff.worlds.draw import stream
from signoff.worlds.onboarding.config import PRESETS
from signoff.worlds.onboarding.world import simulate

COLUMNS = ("application_id", "applied_at", "given_name", "family_name", "birth_date", "document_number", "email", "phone",
           "street", "town", "postcode", "device_id", "ip")  # fmt: skip

ONE_PERSON = ("own_script", "other_spelling", "typo", "turned_names", "exchanged_birth", "beside_birth", "married", "moved",
              "initial")  # fmt: skip
"""Cases whose first two applications are one person's."""

SEVERAL_PEOPLE = ("twins", "bridge", "other_initial", "generations", "strangers", "namesakes", "turned_namesakes",
                  "other_digit", "other_surname", "document_ring", "recycled_phone")  # fmt: skip
"""Cases whose applications are of different people.

A bridge is two twins and, third, an initial of the first with the e-mail address of the second. `other_initial` is an
initial with a document of its own or, in every second group, with another surname. `strangers` have name and birth date
in common and, in turn, one of `NEARLY`. `namesakes` (a day off), `turned_namesakes` (day and month exchanged),
`other_digit` (another year) and `other_surname` (given name and birth date in common) share a little `MORE`, in turn,
and never enough.
"""

NEARLY = ("nothing more", "digits of the e-mail address", "local part", "street, other town", "street, other number",
          "street, other flat")  # fmt: skip

MORE = {
    "namesakes": (("document_number", "email", "phone"), ("document_number", "street", "phone"), ("email", "street", "phone")),
    "turned_namesakes": (("street", "phone"), ("email", "phone"), ("document_number", "phone")),
    "other_digit": (("email", "street"), ("document_number", "phone"), ("street",)),
    "other_surname": (("email", "street"), ("phone", "street"), ("document_number",)),
}  # fmt: skip

INHERITED = ("twins", "between", "no_birth", "no_given", "other_surname")
"""Cases of the inherited book, of different people: `between` is a parent, a child of the same name and, third, a record without
birth date that may be either's. `no_birth` and `no_given` lack that field in one record; they and `other_surname` live elsewhere."""

GROUPS = 16
"""How often each case is planted; `strangers` five times for each of `NEARLY`."""

_SPELT = (
    (("Yakov", "Jakow"), ("Yevgeny", "Jewgenij"), ("Zhenya", "Schenja"), ("Vyacheslav", "Wjatscheslaw"), ("Vasily", "Wassili"), ("Valery", "Walerij")),
    (("Zhukov", "Schukow"), ("Vyazemsky", "Wjasemskij"), ("Zhuravlyov", "Schurawljow"), ("Vorobyov", "Worobjow"), ("Yezhov", "Jeschow"),
     ("Zhivkov", "Schiwkow"), ("Yuzhakov", "Juschakow"), ("Vavilov", "Wawilow"), ("Yakovlev", "Jakowlew")),
)  # fmt: skip
"""Given names and surnames in an English and a German romanisation: below 0.8 as they stand, above it once folded."""

_DATED = ("exchanged_birth", "beside_birth", "generations", "namesakes", "turned_namesakes", "other_digit")
"""Cases that need a day of 2 to 12 that is not the month's number."""

_SIZE = {"document_ring": 4, "recycled_phone": 2}
_NON_LATIN = ("ru", "uk", "bg", "el")


@dataclass(frozen=True)
class LinkageBook:
    """Applications and who is behind them.

    Attributes:
        applications: `COLUMNS`, in order of arrival, with a RangeIndex; text but for `application_id` (int64) and
            `applied_at` (datetime64[us, UTC]).
        truth: row by row for `applications`: `application_id`, `person_id`, `home` (household), `honest`, `case`
            (empty for most), `group` (number within the case), `role` (place within the group) and `scored` (False for
            a record that fits two people who cannot be one: nobody knows whose it is).
    """

    applications: pd.DataFrame
    truth: pd.DataFrame


def linkage_book(seed: int) -> LinkageBook:
    """The small world's applications and about 350 planted ones. Same seed, same book.

    Of the world's applications those of one person stay only where the brief's rules find them: who changed everything
    is left out.
    """
    world, rng = simulate(PRESETS["small"], seed), stream(seed, "onboarding", "linkage")
    known = world.truth.truth
    rows = world.applications.assign(
        person_id=known["person_id"], home=known["household_id"], honest=~known["dishonest"], origin=known["origin"].astype(str),
        free=_free(known, world.truth.cases, world.applications), case="", group=-1, role=-1,
        device_id=world.applications["device_id"].astype(str),
    )  # fmt: skip
    planted = _Planting(rng, rows[_findable(rows)].reset_index(drop=True)).run()
    whole = pd.concat([planted.rows, pd.DataFrame(planted.more)], ignore_index=True)
    whole = whole.sort_values("applied_at", kind="stable", ignore_index=True)
    whole["application_id"] = 1_000_001 + np.arange(len(whole))
    truth = whole[["application_id", "person_id", "home", "honest", "case", "group", "role"]].assign(scored=True)
    return LinkageBook(whole[list(COLUMNS)], truth.reset_index(drop=True))


def inherited_book(seed: int, *, people: int = 500) -> LinkageBook:
    """Two records each of some people of FEBRL's set 4, in the columns of `linkage_book`, in random order.

    One in eight has a grown-up child of the same name at the same address added, whom FEBRL does not know, and the cases
    `INHERITED` are planted. The book has no documents, e-mail addresses, telephone numbers, devices or networks, and gaps in the rest.
    """
    rng = stream(seed, "onboarding", "inherited")
    records = datasets.febrl(4)
    chosen = rng.choice(records["entity_id"].unique(), people, replace=False)
    records = records[records["entity_id"].isin(chosen)].assign(case="", group=-1, role=-1)
    parents = records[records["is_original"] & records["date_of_birth"].notna() & records["given_name"].notna()]
    children = parents.sample(people // 8, random_state=rng)
    later = children["date_of_birth"].str[:4].astype(int) + rng.integers(22, 34, len(children))
    date = [f"{month:02d}{day:02d}" for month, day in rng.integers(1, (13, 29), (len(children), 2))]
    children = children.assign(entity_id=1_000_000 + children["entity_id"], date_of_birth=later.astype(str) + date)
    records = _planted_gaps(rng, pd.concat([records, children]).reset_index(drop=True), len(children))
    records = records.iloc[rng.permutation(len(records))].reset_index(drop=True)
    born = records["date_of_birth"]
    nothing = pd.Series([None] * len(records), dtype="str")
    ids = 1 + np.arange(len(records))
    applications = pd.DataFrame({
        "application_id": ids,
        "applied_at": pd.Timestamp("2019-01-01", tz="UTC").as_unit("us") + pd.to_timedelta(ids, unit="h"),
        "given_name": records["given_name"], "family_name": records["surname"],
        "birth_date": born.str[:4] + "-" + born.str[4:6] + "-" + born.str[6:],
        "street": (records["street_number"].fillna("") + " " + records["address_1"]).str.strip(),
        "town": records["suburb"], "postcode": records["postcode"],
        **dict.fromkeys(("document_number", "email", "phone", "device_id", "ip"), nothing),
    })[list(COLUMNS)]  # fmt: skip
    truth = pd.DataFrame({"application_id": ids, "person_id": records["entity_id"], "home": records["entity_id"],
                          "honest": True, **{name: records[name] for name in ("case", "group", "role")}})  # fmt: skip
    truth["scored"] = ~((truth["case"] == "between") & (truth["role"] == 2))
    return LinkageBook(applications.astype({"applied_at": "datetime64[us, UTC]"}), truth)


def _planted_gaps(rng: np.random.Generator, records: pd.DataFrame, children: int) -> pd.DataFrame:
    """The records with the cases `INHERITED` planted; the last `children` are children, their parents before them."""
    address = ["street_number", "address_1", "suburb", "postcode"]
    whole = records["is_original"] & records[["given_name", "surname", "date_of_birth", *address]].notna().all(axis=1)
    whole &= (records["given_name"].str.len() > 3) & (records["surname"].str.len() > 3)
    born = pd.Series(np.arange(len(records)) >= len(records) - children)
    parent = whole & ~born & (1_000_000 + records["entity_id"]).isin(records.loc[born, "entity_id"])
    single = list(rng.permutation(np.flatnonzero(whole & ~born & ~parent)))
    more: list[dict[Any, Any]] = []

    def new(at: int, case: str, group: int, role: int, **values: object) -> None:
        row = records.iloc[at].to_dict() | {"is_original": False, "case": case, "group": group, "role": role} | values
        more.append(row | {"entity_id": 2_000_000 + len(more)})

    def elsewhere(at: int) -> dict[str, object]:
        here = str(records["suburb"].iloc[at])
        others = records[whole & records["suburb"].map(lambda town: isinstance(town, str) and _alike(town, here) < 0.7)]
        return {str(name): value for name, value in others[address].sample(1, random_state=rng).iloc[0].items()}

    def unlike(at: int, field: str) -> str:
        here = str(records[field].iloc[at])
        return str(rng.choice([one for one in records.loc[whole, field].unique() if _alike(one, here) < 0.5]))

    for case in INHERITED:
        for group in range(GROUPS):
            if case == "between":
                at = int(np.flatnonzero(parent)[group])
                child = np.flatnonzero(born & (records["entity_id"] == 1_000_000 + records["entity_id"].iloc[at]))
                records.loc[child, ["case", "group", "role"]] = [case, group, 1]
                new(at, case, group, 2, date_of_birth=None)
            else:
                at = int(single.pop())
                gone: dict[str, dict[str, object]] = {
                    "no_birth": {"date_of_birth": None},
                    "no_given": {"given_name": None},
                }
                if case == "twins":
                    new(at, case, group, 1, given_name=unlike(at, "given_name"))
                elif case == "other_surname":
                    new(at, case, group, 1, surname=unlike(at, "surname"), **elsewhere(at))
                else:
                    new(at, case, group, 1, **gone[case], **elsewhere(at))
            records.loc[at, ["case", "group", "role"]] = [case, group, 0]
    return pd.concat([records, pd.DataFrame(more).astype(records.dtypes)], ignore_index=True)


def _findable(rows: pd.DataFrame) -> list[bool]:
    """Which applications to keep so that any two of one person are one by the brief's rules."""
    kept: dict[int, list[dict[Any, Any]]] = {}
    keep = []
    for row in rows.to_dict("records"):
        before = kept.setdefault(row["person_id"], [])
        keep.append(all(_one_by_the_rules(row, other) for other in before))
        if keep[-1]:
            before.append(row)
    return keep


def _one_by_the_rules(row: dict[Any, Any], other: dict[Any, Any]) -> bool:
    """Whether two applications, known to be one person's, have enough in common for the brief."""
    agree = {name for name in ("document_number", "email", "phone") if row[name] == other[name]}
    if row["postcode"] == other["postcode"] and re.findall(r"\d+", row["street"]) == re.findall(
        r"\d+", other["street"]
    ):
        agree.add("home")
    names = [(one["given_name"], one["family_name"]) for one in (row, other)]
    straight, turned = (
        min(_alike(one, two) for one, two in zip(names[0], names[1][::step], strict=True)) for step in (1, -1)
    )
    initial = any(len(name.strip(".")) == 1 for pair in names for name in pair)
    if row["birth_date"] == other["birth_date"]:
        if initial:
            return bool(agree & {"document_number", "email"})
        return {"email", "phone"} <= agree if max(straight, turned) < 0.7 else bool(agree)
    if initial or max(straight, turned) < 0.7:
        return False
    a, b = (one["birth_date"].split("-") for one in (row, other))
    if a == [b[0], b[2], b[1]]:
        return {"email", "home"} <= agree
    return a[:2] == b[:2] and abs(int(a[2]) - int(b[2])) == 1 and {"document_number", "email", "home"} <= agree


def _free(known: pd.DataFrame, cases: pd.DataFrame, applications: pd.DataFrame) -> pd.Series:
    """Applications of honest people who live alone, applied once and show no case: a group can be planted on them."""
    alone = ~known["household_id"].duplicated(keep=False) & ~known["person_id"].duplicated(keep=False)
    honest = (
        (known["kind"] == "first") & known["hall_id"].isna() & ~known["application_id"].isin(cases["application_id"])
    )
    long = (applications["given_name"].str.len() > 3) & (applications["family_name"].str.len() > 4)
    shared = applications[["phone", "device_id", "document_number"]].apply(lambda column: column.duplicated(keep=False))
    return alone & honest & long & ~shared.any(axis=1)


class _Planting:
    """Plants the groups one after the other: `rows` are changed, `more` are new."""

    def __init__(self, rng: np.random.Generator, rows: pd.DataFrame) -> None:
        self.rng, self.rows = rng, rows
        self.more: list[dict[str, object]] = []
        self._next_person = int(rows["person_id"].max()) + 1
        self._next_home = int(rows["home"].max()) + 1_000
        native = (
            rows["native_name"].notna() & rows["origin"].isin(_NON_LATIN) & (rows["native_name"].str.count(" ") == 1)
        )
        free, own = np.flatnonzero(rows["free"]), np.flatnonzero(rows["free"] & native)
        self._own = list(rng.permutation(own))[:GROUPS]
        latin = ~rows["native_name"].notna().to_numpy()
        self._left = [one for one in rng.permutation(free) if latin[one]]
        month, day = (rows["birth_date"].str[part].astype(int) for part in (slice(5, 7), slice(8, None)))
        self._dated = ((day > 1) & (day <= 12) & (day != month)).to_numpy()  # also a date when turned, or a day before
        usual = rows[
            rows["given_name"].map(rows["given_name"].value_counts()) > 1
        ]  # no family names in the wrong field
        self._given = {origin: sorted(set(names)) for origin, names in usual.groupby("origin")["given_name"]}

    def run(self) -> "_Planting":
        for case in (*ONE_PERSON, *SEVERAL_PEOPLE):
            for group in range({"own_script": len(self._own), "strangers": 5 * len(NEARLY)}.get(case, GROUPS)):
                self._plant(case, group)
        return self

    def _plant(self, case: str, group: int) -> None:
        size = _SIZE.get(case, 1)
        at = [self._own[group]] if case == "own_script" else [self._next(case) for _ in range(size)]
        for role, one in enumerate(at):
            self._set(one, case=case, group=group, role=role)
        getattr(self, f"_{case}")(at, case, group)

    def _next(self, case: str) -> int:
        """The next application on which this case can be planted."""
        for place, one in enumerate(self._left):
            dated = self._dated[one] or case not in _DATED
            named = case not in ("twins", "bridge") or self._another_given(one, case == "bridge")
            if dated and named:
                return int(self._left.pop(place))
        raise AssertionError(f"no application is left to plant {case} on")

    def _set(self, at: int, **values: object) -> None:
        for name, value in values.items():
            self.rows.loc[self.rows.index[at], name] = value

    def _copy(
        self, at: int, case: str, group: int, *new: str, role: int = 1, person: bool = False, **values: object
    ) -> None:
        """A later application like the one at `at`, with fresh values in `new`; of another person if `person`."""
        row = self.rows.iloc[at].to_dict()
        row |= {"case": case, "group": group, "role": role, "applied_at": row["applied_at"] + self._delay()}
        row |= values
        row |= {name: getattr(self, f"_new_{name}")(row) for name in new}
        if person:
            row["person_id"] = self._next_person
            self._next_person += 1
        self.more.append(row)

    def _delay(self) -> pd.Timedelta:
        return pd.Timedelta(int(self.rng.integers(3_600, 30 * 86_400)), "s")

    # --- one person who looks like two ---

    def _own_script(self, at: list[int], case: str, group: int) -> None:
        given, family = self.rows["native_name"].iloc[at[0]].split(" ")
        self._copy(at[0], case, group, "document_number", "email", "device_id", given_name=given, family_name=family)

    def _other_spelling(self, at: list[int], case: str, group: int) -> None:
        (given, other_given), (family, other_family) = (names[group % len(names)] for names in _SPELT)
        self._set(at[0], given_name=given, family_name=family)
        self._set(at[0], email=self._new_email(self.rows.iloc[at[0]].to_dict()))
        values: dict[str, Any] = {"given_name": other_given, "family_name": other_family}
        self._copy(at[0], case, group, "document_number", "phone", "device_id", **values)

    def _typo(self, at: list[int], case: str, group: int) -> None:
        names: dict[str, Any] = {
            name: self._mistyped(self.rows[name].iloc[at[0]]) for name in ("given_name", "family_name")
        }
        self._copy(at[0], case, group, "document_number", "phone", **names)

    def _turned_names(self, at: list[int], case: str, group: int) -> None:
        given, family = self.rows[["given_name", "family_name"]].iloc[at[0]]
        self._copy(at[0], case, group, "email", "device_id", given_name=family, family_name=given)

    def _exchanged_birth(self, at: list[int], case: str, group: int) -> None:
        year, month, day = self.rows["birth_date"].iloc[at[0]].split("-")
        self._copy(at[0], case, group, "document_number", "device_id", "phone", birth_date=f"{year}-{day}-{month}")

    def _beside_birth(self, at: list[int], case: str, group: int) -> None:
        date = self.rows["birth_date"].iloc[at[0]]
        self._copy(at[0], case, group, "phone", "device_id", birth_date=_beside(date))

    def _married(self, at: list[int], case: str, group: int) -> None:
        family = self._another_family(at[0])
        self._copy(at[0], case, group, "document_number", "street", "device_id", family_name=family)

    def _moved(self, at: list[int], case: str, group: int) -> None:
        self._copy(at[0], case, group, "document_number", "phone", "street", "device_id")

    def _initial(self, at: list[int], case: str, group: int) -> None:
        given = self.rows["given_name"].iloc[at[0]]
        self._copy(at[0], case, group, "device_id", "email", given_name=f"{given[0]}.")

    # --- several people who look like one ---

    def _twins(self, at: list[int], case: str, group: int) -> None:
        given = self._another_given(at[0], False)
        self._copy(at[0], case, group, "document_number", "email", person=True, given_name=given)

    def _bridge(self, at: list[int], case: str, group: int) -> None:
        given = self._another_given(at[0], True)
        self._copy(at[0], case, group, "document_number", "email", person=True, given_name=given)
        self._copy(at[0], case, group, role=2, given_name=f"{given[0]}.", email=self.more[-1]["email"])

    def _other_initial(self, at: list[int], case: str, group: int) -> None:
        given = self.rows["given_name"].iloc[at[0]]
        values: dict[str, Any] = {"given_name": f"{given[0]}."}
        if group % 2:
            self._copy(at[0], case, group, person=True, family_name=self._another_family(at[0]), **values)
        else:
            self._copy(at[0], case, group, "document_number", "email", person=True, **values)

    def _generations(self, at: list[int], case: str, group: int) -> None:
        year, month, day = self.rows["birth_date"].iloc[at[0]].split("-")
        other = f"{int(year) - int(self.rng.integers(22, 34))}-{int(month) % 12 + 1:02d}-{int(day) + 13:02d}"
        self._copy(at[0], case, group, "document_number", "email", person=True, birth_date=other)

    def _strangers(self, at: list[int], case: str, group: int) -> None:
        self._copy_with(at[0], case, group, ())
        row, new, nearly = self.rows.iloc[at[0]], self.more[-1], NEARLY[group % len(NEARLY)]
        local = row["email"].split("@")[0]
        if nearly == "digits of the e-mail address":
            new["email"] = re.sub(r"\d+@.*", f"_{re.sub('[^0-9]', '', local)}@example.info", str(new["email"]))
        if nearly == "local part":
            new["email"] = f"{local}@example.info"
        if nearly.startswith("street"):
            new["street"] = row["street"]
        if nearly in ("street, other number", "street, other flat"):
            street, number = re.sub(r"\d.*", "", row["street"]), int(self.rng.integers(10, 90))
            flat = int(self.rng.integers(10, 40))
            self._set(at[0], street=f"{street}{number} / {flat}")
            new |= {"town": row["town"], "postcode": row["postcode"]}
            new["street"] = (
                f"{street}{number} / {flat + 3}" if nearly.endswith("flat") else f"{street}{number + 7} / {flat}"
            )

    def _namesakes(self, at: list[int], case: str, group: int) -> None:
        self._copy_with(at[0], case, group, MORE[case], birth_date=_beside(self.rows["birth_date"].iloc[at[0]]))

    def _turned_namesakes(self, at: list[int], case: str, group: int) -> None:
        year, month, day = self.rows["birth_date"].iloc[at[0]].split("-")
        self._copy_with(at[0], case, group, MORE[case], birth_date=f"{year}-{day}-{month}")

    def _other_digit(self, at: list[int], case: str, group: int) -> None:
        date = self.rows["birth_date"].iloc[at[0]]
        self._copy_with(at[0], case, group, MORE[case], birth_date=f"{date[:3]}{(int(date[3]) + 3) % 10}{date[4:]}")

    def _other_surname(self, at: list[int], case: str, group: int) -> None:
        self._copy_with(at[0], case, group, MORE[case], family_name=self._another_family(at[0]))

    def _copy_with(self, at: int, case: str, group: int, more: tuple[tuple[str, ...], ...], **values: Any) -> None:
        """Another person's application with everything new but names, birth date and one of `more`, in turn."""
        shared = more[group % len(more)] if more else ()
        fresh = [
            name for name in ("document_number", "email", "phone", "street", "device_id", "ip") if name not in shared
        ]
        self._copy(at, case, group, *fresh, person=True, home=self._next_home, **values)
        self._next_home += 1

    def _document_ring(self, at: list[int], case: str, group: int) -> None:
        for one in at:
            self._set(one, document_number=self.rows["document_number"].iloc[at[0]], honest=False)

    def _recycled_phone(self, at: list[int], case: str, group: int) -> None:
        self._set(at[1], phone=self.rows["phone"].iloc[at[0]])

    # --- fresh values ---

    def _another_given(self, at: int, same_initial: bool) -> str:
        """Another name of the same origin that is nothing like it, or an empty text if there is none."""
        origin, given = self.rows[["origin", "given_name"]].iloc[at]
        others = [one for one in self._given.get(origin, []) if len(one) > 3 and (one[0] == given[0] or not same_initial)
                  and _alike_at_best(one, given) < (0.64 if same_initial else 0.6)]  # fmt: skip
        return str(self.rng.choice(others)) if others else ""

    def _another_family(self, at: int) -> str:
        """Another family name that is nothing like it."""
        while True:
            other = str(self.rows["family_name"].iloc[int(self.rng.integers(len(self.rows)))])
            if _alike_at_best(other, self.rows["family_name"].iloc[at]) <= 0.6:
                return other

    def _mistyped(self, text: str) -> str:
        """Two neighbours exchanged, or a letter doubled; the first letter stays."""
        pairs = [place for place in range(1, len(text) - 1) if text[place] != text[place + 1]]
        place = int(self.rng.choice(pairs))
        if self.rng.random() < 0.5:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return text[:place] + text[place] + text[place:]

    def _new_document_number(self, row: dict[str, object]) -> str:
        return str(self.rng.choice(list("ABCDEFGHIJ"))) + f"{self.rng.integers(10**9):09d}"

    def _new_phone(self, row: dict[str, object]) -> str:
        digits = len(str(row["phone"])) - 5
        return str(row["phone"])[:5] + f"{self.rng.integers(10**digits):0{digits}d}"

    def _new_email(self, row: dict[str, object]) -> str:
        given, family = (unicodedata.normalize("NFKD", str(row[f"{name}_name"])) for name in ("given", "family"))
        local = re.sub("[^a-z]", "", f"{given}{family}".lower()) or re.sub("[^a-z].*", "", str(row["email"]))
        return f"{local}{self.rng.integers(10_000)}@example.{self.rng.choice(['com', 'org', 'net'])}"

    def _new_device_id(self, row: dict[str, object]) -> str:
        return str(self.rng.integers(10**8, 2**32))

    def _new_ip(self, row: dict[str, object]) -> str:
        return ".".join(["10", *map(str, self.rng.integers(1, 255, 3))])

    def _new_street(self, row: dict[str, object]) -> str:
        """Another address in another part of the country; changes town and postcode as well."""
        near = self.rows[self.rows["residence"] == row["residence"]]
        other = near.sample(1, random_state=self.rng).iloc[0]
        while _alike(str(other["town"]), str(row["town"])) > 0.7 or other["postcode"] == row["postcode"]:
            other = near.sample(1, random_state=self.rng).iloc[0]
        row |= {"town": other["town"], "postcode": other["postcode"]}
        return re.sub(r"\d+", str(self.rng.integers(1, 200)), str(other["street"]), count=1)


def _beside(date: str) -> str:
    """The birth date a day before: days here are 2 to 12."""
    return f"{date[:8]}{int(date[8:]) - 1:02d}"


def _alike(one: str, other: str) -> float:
    return float(jellyfish.jaro_winkler_similarity(one.lower(), other.lower()))


def _alike_at_best(one: str, other: str) -> float:
    """How alike two names are as typed, without marks or with the usual spellings folded, whichever is most."""
    bare = [
        re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name.lower()).translate(_PLAIN)) for name in (one, other)
    ]
    folded = [re.sub(r"(.)\1+", r"\1", _fold(name)) for name in bare]
    return max(_alike(one, other), _alike(*bare), _alike(*folded))


_PLAIN = str.maketrans({"ß": "ss", "ł": "l", "ı": "i", "ø": "o", "đ": "d"})
_FOLDED = (
    ("t?sch|sh|zh|ch", "s"),
    ("th", "t"),
    ("ph", "f"),
    ("kh", "h"),
    ("ou", "u"),
    ("[yj]", "i"),
    ("w", "v"),
    ("[cq]", "k"),
)


def _fold(name: str) -> str:
    for spelling, common in _FOLDED:
        name = re.sub(spelling, common, name)
    return name
