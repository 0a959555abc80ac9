"""Designs with known flaws. For each of the 18 codes a design is written in one of several forms, sound or flawed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

Draft = dict[str, Any]
Write = Callable[[Draft, np.random.Generator], None]
PRODUCTS = ("fraud", "credit", "kyc", "pricing")


@dataclass(frozen=True)
class Form:
    """One way in which a part of a design is written."""

    code: str
    name: str
    flawed: bool
    write: Write
    products: tuple[str, ...] = PRODUCTS


@dataclass(frozen=True)
class Written:
    """A design, the flaws in it, and the form of each part by code."""

    design: Draft
    codes: frozenset[str]
    forms: dict[str, str]


FORMS: list[Form] = []


def designs(seed: int, rounds: int = 2) -> list[Written]:
    """Each form of each code at least `rounds` times, in designs of none to four flaws, a fifth of them or more clean."""
    rng = np.random.default_rng([seed, 12])
    flawed = [form for form in FORMS if form.flawed] * rounds
    waiting = [flawed[i] for i in rng.permutation(len(flawed))]
    drafts: list[list[Form]] = []
    while waiting:
        batch: list[Form] = []
        for form in list(waiting):
            if len(batch) < 1 + len(drafts) % 4 and fits(form, batch):
                batch.append(form)
                waiting.remove(form)
        drafts.append(batch)
    drafts += [[] for _ in range(len(drafts) // 3)]
    sound_count: dict[tuple[str, str], int] = {}
    return [one(drafts[i], rng, sound_count) for i in rng.permutation(len(drafts))]


def practice_designs(seed: int) -> list[tuple[Draft, list[str]]]:
    """Designs to practise on, each with the sorted codes of its flaws."""
    return [(written.design, sorted(written.codes)) for written in designs(seed + 1_000_003, rounds=1)]


def fits(form: Form, batch: list[Form]) -> bool:
    codes = {other.code for other in batch}
    if form.code in codes or {form.code, *codes} >= {"no_fallback", "fallback_shares_dependency"}:
        return False
    return any(all(product in other.products for other in [form, *batch]) for product in PRODUCTS)


def one(flawed: list[Form], rng: np.random.Generator, count: dict[tuple[str, str], int]) -> Written:
    allowed = [product for product in PRODUCTS if all(product in form.products for form in flawed)]
    product = str(rng.choice(allowed))
    chosen = {form.code: form for form in flawed}
    for code in dict.fromkeys(form.code for form in FORMS):
        if code not in chosen:
            sound = [form for form in FORMS if form.code == code and not form.flawed and product in form.products]
            order = rng.permutation(len(sound))
            chosen[code] = min((sound[i] for i in order), key=lambda form: count.get((form.code, form.name), 0))
            count[code, chosen[code].name] = count.get((code, chosen[code].name), 0) + 1
    draft = skeleton(product, rng)
    for form in FORMS:
        if chosen.get(form.code) is form and not (
            form.code == "fallback_shares_dependency" and chosen["no_fallback"].flawed
        ):
            form.write(draft, rng)
    return Written(
        shuffled(draft, rng),
        frozenset(form.code for form in chosen.values() if form.flawed),
        {code: form.name for code, form in chosen.items()},
    )


# --- words ---

VOCABULARY: dict[str, Draft] = {
    "fraud": {
        "outcome": ("card_fraud", "unauthorised_payment", "stolen_card_use", "fraud"),
        "unit": ("payment", "transaction", "authorisation", "card_payment"),
        "other_unit": ("card", "merchant", "cardholder"),
        "adverse": ("decline", "block", "refuse"),
        "mild": ("step_up", "challenge"),
        "good": ("approve", "let_through"),
    },
    "credit": {
        "outcome": ("default", "serious_arrears", "not_repaid", "loss_on_loan"),
        "unit": ("application", "loan_request", "credit_request"),
        "other_unit": ("household", "customer", "account"),
        "adverse": ("decline", "refuse", "reject"),
        "mild": ("smaller_limit", "shorter_term"),
        "good": ("approve", "grant"),
    },
    "kyc": {
        "outcome": ("mule_account", "false_identity", "account_for_others", "identity_fraud"),
        "unit": ("applicant", "onboarding", "new_customer"),
        "other_unit": ("device", "document", "address"),
        "adverse": ("turn_away", "decline", "refuse"),
        "mild": ("ask_document", "video_call"),
        "good": ("open", "accept"),
    },
    "pricing": {
        "outcome": ("expected_loss", "credit_loss", "written_off", "loss"),
        "unit": ("offer", "quote", "proposal"),
        "other_unit": ("branch", "broker", "household"),
        "adverse": ("dearer_rate", "risk_surcharge", "upper_band"),
        "mild": ("shorter_term", "smaller_sum"),
        "good": ("base_rate", "lower_band"),
    },
}
FAMILY = ("Okafor", "Lindqvist", "Moreau", "Tanaka", "Silva", "Novak", "Haddad", "Byrne")
GIVEN = ("Ines", "Paul", "Mira", "Jonas", "Aiko", "Tom", "Leila", "Olga")
EMPTY = ("TBD", " tbd ", "n/a", "To be decided", "TODO!", "???", "-", "none", "<pending>", "unknown.", "", "xxx")
PROSE = (
    "None of the cases is left out: a random slice is approved whatever the score",
    "Unknown outcomes are weighted by how likely the case was to be approved",
    "A person without an approved case is kept in a list of its own, and the list is sampled monthly",
    "Pending cases stay out; one in fifty goes through regardless and is weighted",
)


def pick(rng: np.random.Generator, among: Any) -> Any:
    return among[int(rng.integers(len(among)))]


def blank(rng: np.random.Generator) -> Any:
    return pick(rng, EMPTY)


def fresh(rng: np.random.Generator, stem: str) -> str:
    return f"{stem}_{pick(rng, 'abcdefghkmnpqrstuvwxyz')}{int(rng.integers(1000, 9999))}"


def length(rng: np.random.Generator, days: int) -> str:
    """The same time in one of several units."""
    units = {"d": days, "h": days * 24} | ({"weeks": days // 7} if days % 7 == 0 else {})
    unit = pick(rng, list(units))
    return f"{units[unit]} {unit}"


def short(rng: np.random.Generator, ms: int) -> str:
    return f"{ms} ms" if rng.random() < 0.6 else f"{ms / 1000:g} s"


def shuffled(value: Any, rng: np.random.Generator) -> Any:
    """Order says nothing in a design: entries and lists come in any."""
    if isinstance(value, dict):
        keys = list(value)
        return {keys[i]: shuffled(value[keys[i]], rng) for i in rng.permutation(len(keys))}
    if isinstance(value, list):
        return [shuffled(value[i], rng) for i in rng.permutation(len(value))]
    return value


# --- a sound design, before its parts are written ---


def skeleton(product: str, rng: np.random.Generator) -> Draft:
    words = VOCABULARY[product]
    start, decided, later = fresh(rng, "received"), fresh(rng, "decided"), fresh(rng, "closed")
    people = [
        {"id": fresh(rng, "p"), "name": f"{pick(rng, GIVEN)} {family}", "accounts": [fresh(rng, family.lower())]}
        for family in (FAMILY[i] for i in rng.permutation(len(FAMILY))[:5])
    ]
    model, store, rules, ledger = (fresh(rng, stem) for stem in ("scorer", "store", "list", "ledger"))
    desk = people[4]
    desk["name"] = "Review desk"
    design: Draft = {
        "title": f"Decide on each {pick(rng, words['unit'])}, {fresh(rng, 'proposal')}",
        "product": product,
        "written_on": "2026-10-01",
        "glossary": [],
        "decision": {
            "about": pick(rng, words["outcome"]),
            "unit": pick(rng, words["unit"]),
            "at": decided,
            "actions": [
                {"name": pick(rng, words["good"])},
                {"name": pick(rng, words["mild"]), "adverse": True},
                {"name": pick(rng, words["adverse"]), "adverse": True},
            ],
        },
        "label": {},
        "timeline": [
            {"event": start},
            {"event": decided, "after": start, "delay": "2 s"},
            {"event": later, "after": decided, "delay": "3 d"},
        ],
        "sources": [{"id": (core := fresh(rng, "core"))}, {"id": (bureau := fresh(rng, "bureau"))}],
        "fields": [
            {"name": fresh(rng, "amount"), "source": core, "known_with": start},
            {"name": fresh(rng, "history"), "source": bureau, "known_with": start, "lag": "500 ms"},
            {"name": fresh(rng, "closing_note"), "source": core, "known_with": later},
        ],
        "components": [
            {"id": model, "kind": "model", "needs": [store]},
            {"id": store, "kind": "data", "needs": [ledger]},
            {"id": ledger, "kind": "data"},
            {"id": rules, "kind": "rules"},
        ],
        "model": {"component": model, "inputs": []},
        "latency": {},
        "people": people,
        "ownership": {"developers": [people[0]["id"], people[1]["accounts"][0]]},
        "human_review": {},
    }
    design["model"]["inputs"] = [field["name"] for field in design["fields"][:2]]
    if rng.random() < 0.5:
        design["summary"] = pick(
            rng,
            (
                "The fallback is TBD no more: it was rehearsed.",
                "The model replaces a list of rules. Nothing else changes.",
                "See the decision record.",
            ),
        )
    return design


def input_field(draft: Draft, rng: np.random.Generator, stem: str, **more: Any) -> Draft:
    """A new field that the model uses, known in time."""
    field = {
        "name": fresh(rng, stem),
        "source": draft["sources"][0]["id"],
        "known_with": draft["timeline"][0]["event"],
    } | more
    draft["fields"].append(field)
    draft["model"]["inputs"].append(field["name"])
    return field


def component(draft: Draft, rng: np.random.Generator, stem: str, kind: str, needs: list[str]) -> str:
    draft["components"].append({"id": (name := fresh(rng, stem)), "kind": kind, "needs": needs})
    return name


def model_id(draft: Draft) -> str:
    return str(draft["model"]["component"])


def adverse(draft: Draft) -> list[Draft]:
    return [action for action in draft["decision"]["actions"] if action.get("adverse")]


# --- forms: (flawed, how it is written) ---


def put(draft: Draft, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        draft = draft.setdefault(step, {})
    draft[last] = value


def explained(draft: Draft, rng: np.random.Generator, meaning: str, steps: int) -> str:
    """A word that the glossary explains in so many steps."""
    for _ in range(steps):
        word = fresh(rng, pick(rng, ("case", "flag", "item", "target")))
        draft["glossary"].append({"term": word, "means": meaning})
        meaning = word
    return meaning


def labelled(steps: int, how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        about = d["decision"]["about"]
        other = {"same": about, "other": fresh(rng, "alert_closed"), "like": f"{about}_alert"}[how]
        put(d, "label.outcome", explained(d, rng, other, steps))

    return write


def matured(horizon: int, final: int) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        d["label"] |= {"horizon": length(rng, horizon), "final_after": length(rng, final)}

    return write


def scored(steps: int, same: bool, rolled: bool) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        unit, other = d["decision"]["unit"], pick(rng, VOCABULARY[d["product"]]["other_unit"])
        if rolled:
            d["model"] |= {
                "unit": other,
                "rolled_up_to": explained(d, rng, unit if same else fresh(rng, "group"), steps),
            }
        else:
            d["model"]["unit"] = explained(d, rng, unit if same else other, steps)

    return write


def without_model(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        d["alternative"] = {
            "component": component(d, rng, "present", "rules", []),
            "result": pick(
                rng,
                ("None of the losses above EUR 500 is stopped", "0.4 % of the value is lost", "Two in three are found"),
            ),
        }
        if how == "missing":
            del d["alternative"]
        elif how == "empty":
            d["alternative"] = {}
        elif how == "placeholder":
            d["alternative"]["result"] = blank(rng)
        elif how == "model":
            d["alternative"]["component"] = component(d, rng, "rules_like", "model", [])
        elif how == "needs_model":
            between = component(d, rng, "bands", "service", [component(d, rng, "points", "model", [])])
            d["alternative"]["component"] = component(d, rng, "cutoffs", "rules", [between])

    return write


def known(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        start, decided, later = (event["event"] for event in d["timeline"][:3])
        field = input_field(d, rng, "signal")
        if how == "at_decision":
            field["known_with"] = decided
        elif how == "lag_fits":
            field["lag"] = "2000 ms"
        elif how == "later_event":
            field["known_with"] = later
        elif how == "lag_too_long":
            field["lag"] = pick(rng, ("3 s", "1 min", "2001 ms"))
        elif how.startswith("chain"):
            middle, end = fresh(rng, "checked"), fresh(rng, "confirmed")
            delays = ("900 ms", "1.1 s") if how == "chain_fits" else ("1.5 s", "600 ms")
            d["timeline"] += [
                {"event": middle, "after": start, "delay": delays[0]},
                {"event": end, "after": middle, "delay": delays[1]},
            ]
            field["known_with"] = end

    return write


def selected(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        names = [action["name"] for action in d["decision"]["actions"]]
        d["label"]["seen_for"] = names if how == "all_seen" else names[:1]
        handled = {"described": pick(rng, PROSE), "placeholder": blank(rng)}.get(how)
        if handled is not None:
            d["label"]["selection"] = {"handled": handled}

    return write


def retained(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        field, source = input_field(d, rng, "email"), d["sources"][0]
        field["personal"] = how != "not_personal"
        said = {
            "own": length(rng, 700),
            "placeholder": blank(rng),
            "endless": pick(rng, ("as long as needed", "for ever", "see policy", "per law")),
        }.get(how)
        if said is not None:
            field["retention"] = said
        if how == "by_source":
            source["retention"] = length(rng, 364)
        elif how == "source_placeholder":
            source["retention"] = blank(rng)

    return write


def falls_back(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        rules = next(c["id"] for c in d["components"] if c["kind"] == "rules")
        target = {"rules": rules, "itself": model_id(d), "placeholder": blank(rng), "unknown": fresh(rng, "rules")}.get(
            how
        )
        if how == "older_model":
            target = component(d, rng, "scorer", "model", [])
        if how == "missing":
            return
        d["fallback"] = {} if how == "empty" else {"component": target}

    return write


def shares(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        by_id = {c["id"]: c for c in d["components"]}
        store = by_id[model_id(d)]["needs"][0]
        ledger = by_id[store]["needs"][0]
        rules = by_id[d["fallback"]["component"]]
        if how == "direct":
            rules["needs"] = [store]
        elif how == "two_steps":
            rules["needs"] = [component(d, rng, "lookup", "service", [ledger])]
        elif how == "three_steps":
            rules["needs"] = [component(d, rng, "lookup", "service", [component(d, rng, "cache", "data", [store])])]
        elif how == "needs_model":
            rules["needs"] = [component(d, rng, "limits", "service", [model_id(d)])]
        elif how == "replica":
            d["components"].append({"id": f"{store}_copy", "kind": "data", "needs": []})
            rules["needs"] = [f"{store}_copy"]
        elif how == "own_chain":
            rules["needs"] = [component(d, rng, "table", "service", [component(d, rng, "file", "data", [])])]

    return write


def rolls_back(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        d["rollback"] = {"to": fresh(rng, "release"), "rehearsed_on": pick(rng, ("2026-09-14", "2026-08-30"))}
        if how == "missing":
            del d["rollback"]
        elif how == "same_day":
            d["rollback"]["rehearsed_on"] = d["written_on"]
        elif how == "no_date":
            del d["rollback"]["rehearsed_on"]
        elif how == "date_placeholder":
            d["rollback"]["rehearsed_on"] = blank(rng)
        elif how == "to_placeholder":
            d["rollback"]["to"] = blank(rng)
        elif how == "planned":
            d["rollback"]["rehearsed_on"] = pick(rng, ("2026-10-02", "2026-12-01", "2027-01-15"))

    return write


def takes(parts: tuple[int, ...], together: tuple[int, ...], budget: int) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        group = fresh(rng, "at_once")
        steps = [{"name": fresh(rng, "step"), "at_most": short(rng, ms)} for ms in parts]
        steps += [{"name": fresh(rng, "call"), "at_most": short(rng, ms), "group": group} for ms in together]
        d["latency"] = {"budget": short(rng, budget), "steps": steps}

    return write


def logs(*names: str, steps: int = 0) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        d["logging"] = [*(explained(d, rng, name, steps) for name in names), "decision", "event_id"]

    return write


def watches(*monitors: Draft) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        d["monitors"] = []
        for given in monitors:
            monitor = {
                "watches": fresh(rng, "share"),
                "threshold": 0.2,
                "action": "Page the desk; the rules decide",
            } | given
            d["monitors"].append({k: blank(rng) if v == "BLANK" else v for k, v in monitor.items() if v is not None})

    return write


def owns(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        person = d["people"][2]
        said = {
            "id": person["id"],
            "account": person["accounts"][0],
            "placeholder": blank(rng),
            "stranger": fresh(rng, "p"),
            "developer": d["people"][0]["id"],
        }.get(how)
        if said is not None:
            d["ownership"]["drift"] = said

    return write


def approves(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        first, second, _, other, _ = d["people"]
        first["accounts"].append(fresh(rng, "adm"))
        if how == "namesake":
            other["name"] = first["name"]
        d["ownership"]["approver"] = {
            "other_account": first["accounts"][-1],
            "same_id": first["id"],
            "second_developer": second["id"],
            "account": other["accounts"][0],
        }.get(how, other["id"])

    return write


def gives_reasons(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        for place, action in enumerate(adverse(d)):
            text = pick(
                rng,
                ("The principal reasons by post within 30 days", "None of the reasons is left out; by mail at once"),
            )
            if how == "given" or (how in ("one_missing", "one_placeholder") and place == 0):
                action["reasons"] = text
            elif how in ("placeholder", "one_placeholder"):
                action["reasons"] = blank(rng)

    return write


def protects(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        field = {
            "name": fresh(rng, pick(rng, ("trait", "band", "group"))),
            "source": d["sources"][0]["id"],
            "known_with": d["timeline"][0]["event"],
            "protected": True,
        }
        if how == "with_basis":
            field["basis"] = pick(
                rng,
                (
                    "Legal opinion 14: none of the three uses is barred",
                    "Permitted by statute under conditions, checked in March",
                ),
            )
        elif how == "placeholder":
            field["basis"] = blank(rng)
        if how != "none":
            d["fields"].append(field)
        if how in ("with_basis", "missing", "placeholder"):
            d["model"]["inputs"].append(field["name"])
        elif how == "made_from":
            input_field(d, rng, "index", made_from=[field["name"]])
        elif how == "made_from_twice":
            middle = fresh(rng, "part")
            d["fields"].append(
                {
                    "name": middle,
                    "source": field["source"],
                    "known_with": field["known_with"],
                    "made_from": [field["name"]],
                }
            )
            input_field(d, rng, "index", made_from=[middle])

    return write


def looked_at(how: str) -> Write:
    def write(d: Draft, rng: np.random.Generator) -> None:
        names, desk = [action["name"] for action in adverse(d)], d["people"][4]
        d["human_review"] = {"by": desk["id"], "actions": names}
        if how == "missing":
            del d["human_review"]
        elif how == "account":
            d["human_review"]["by"] = desk["accounts"][0]
        elif how == "stranger":
            d["human_review"]["by"] = fresh(rng, "desk")
        elif how == "placeholder":
            d["human_review"]["by"] = blank(rng)
        elif how == "one_action":
            d["human_review"]["actions"] = names[:1]
        elif how == "no_actions":
            d["human_review"]["actions"] = []

    return write


def add(code: str, sound: dict[str, Write], flawed: dict[str, Write], products: tuple[str, ...] = PRODUCTS) -> None:
    FORMS.extend(Form(code, name, False, write, products) for name, write in sound.items())
    FORMS.extend(Form(code, name, True, write, products) for name, write in flawed.items())


def each(write: Callable[[str], Write], *names: str) -> dict[str, Write]:
    return {name: write(name) for name in names}


add("label_mismatch", {"same": labelled(0, "same"), "synonym": labelled(1, "same"), "synonym_twice": labelled(2, "same")},
    {"other": labelled(0, "other"), "other_explained": labelled(1, "other"), "like_named": labelled(0, "like")})  # fmt: skip
add(
    "immature_horizon",
    {"equal": matured(84, 84), "longer": matured(84, 182)},
    {"shorter": matured(182, 84), "a_day_short": matured(91, 90)},
)
add("unit_mismatch", {"same": scored(0, True, False), "synonym": scored(1, True, False), "synonym_twice": scored(2, True, False), "rolled_up": scored(1, True, True)},
    {"other": scored(0, False, False), "other_explained": scored(1, False, False), "rolled_up_wrong": scored(0, False, True)})  # fmt: skip
add(
    "no_alternative",
    each(without_model, "rules"),
    each(without_model, "missing", "empty", "placeholder", "model", "needs_model"),
)
add(
    "not_available",
    each(known, "early", "at_decision", "lag_fits", "chain_fits"),
    each(known, "later_event", "lag_too_long", "chain_too_late"),
)
add("labels_shaped", each(selected, "all_seen", "described"), each(selected, "missing", "placeholder"))
add(
    "no_retention",
    each(retained, "own", "by_source", "not_personal"),
    each(retained, "missing", "placeholder", "endless", "source_placeholder"),
)
add(
    "no_fallback",
    each(falls_back, "rules"),
    each(falls_back, "missing", "empty", "placeholder", "unknown", "itself", "older_model"),
)
add(
    "fallback_shares_dependency",
    each(shares, "nothing", "replica", "own_chain"),
    each(shares, "direct", "two_steps", "three_steps", "needs_model"),
)
add(
    "no_rollback",
    each(rolls_back, "rehearsed", "same_day"),
    each(rolls_back, "missing", "no_date", "date_placeholder", "to_placeholder", "planned"),
)
add("latency_over_budget", {"equal": takes((40, 60), (), 100), "together": takes((40,), (60, 50), 110), "room": takes((20, 30), (30, 20), 150)},
    {"sum_over": takes((40, 60, 25), (), 120), "one_over": takes((250,), (), 200), "together_over": takes((70, 20), (50, 45), 139)})  # fmt: skip
add("logging_incomplete", {"named": logs("inputs", "model_version"), "explained": logs("inputs", "model_version", steps=1), "explained_twice": logs("inputs", "model_version", steps=2)},
    {"no_inputs": logs("model_version"), "no_version": logs("inputs"), "like_inputs": logs("inputs_count", "model_version"), "like_version": logs("inputs", "model_version_planned", steps=1)})  # fmt: skip
add("monitor_incomplete", {"whole": watches({}), "zero": watches({"threshold": 0}), "two": watches({}, {"threshold": 0.05})},
    {"no_monitor": watches(), "no_threshold": watches({}, {"threshold": None}), "threshold_placeholder": watches({"threshold": "BLANK"}),
     "no_action": watches({"action": None}), "action_placeholder": watches({}, {"action": "BLANK"}, {})})  # fmt: skip
add("no_drift_owner", each(owns, "id", "account", "developer"), each(owns, "missing", "placeholder", "stranger"))
add(
    "approver_is_developer",
    each(approves, "other", "namesake", "account"),
    each(approves, "same_id", "other_account", "second_developer"),
)
add(
    "no_reasons",
    each(gives_reasons, "given"),
    each(gives_reasons, "missing", "placeholder", "one_missing", "one_placeholder"),
    ("credit", "pricing"),
)
add("no_reasons", each(gives_reasons, "not_needed"), {}, ("fraud", "kyc"))
add(
    "protected_input",
    each(protects, "none", "with_basis", "not_used"),
    each(protects, "missing", "placeholder", "made_from", "made_from_twice"),
)
add(
    "no_human_review",
    each(looked_at, "by_id", "account"),
    each(looked_at, "missing", "stranger", "placeholder", "one_action", "no_actions"),
)

CODES = tuple(dict.fromkeys(form.code for form in FORMS))
