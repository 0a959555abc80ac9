"""Review a written design (system_design/design_review)."""

from datetime import date

PLACEHOLDERS = (
    "",
    "n/a",
    "none",
    "pending",
    "tba",
    "tbd",
    "to be confirmed",
    "to be decided",
    "todo",
    "unknown",
    "xxx",
)
MILLISECONDS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "weeks": 604_800_000}


def review(design: dict) -> list[dict]:
    """The flaws of a written design, each once.

    Args:
        design: a valid document of `signoff.worlds.designs.schema.Design`, as YAML loads it.

    Returns:
        One dict per flaw, in any order: `code` (one of the 18 of the brief) and `why` (a sentence for its author).
    """
    # solution: begin
    checks = {
        "label_mismatch": label_mismatch,
        "immature_horizon": immature_horizon,
        "unit_mismatch": unit_mismatch,
        "no_alternative": no_alternative,
        "not_available": not_available,
        "labels_shaped": labels_shaped,
        "no_retention": no_retention,
        "no_fallback": no_fallback,
        "fallback_shares_dependency": fallback_shares_dependency,
        "no_rollback": no_rollback,
        "latency_over_budget": latency_over_budget,
        "logging_incomplete": logging_incomplete,
        "monitor_incomplete": monitor_incomplete,
        "no_drift_owner": no_drift_owner,
        "approver_is_developer": approver_is_developer,
        "no_reasons": no_reasons,
        "protected_input": protected_input,
        "no_human_review": no_human_review,
    }
    return [{"code": code, "why": f"{check.__doc__}"} for code, check in checks.items() if check(design)]


# --- framing ---


def label_mismatch(design):
    """The label is another outcome than the one that is decided about."""
    return meaning(design, design["label"]["outcome"]) != meaning(design, design["decision"]["about"])


def immature_horizon(design):
    """Labels are taken as final before the horizon has passed."""
    return milliseconds(design["label"]["final_after"]) < milliseconds(design["label"]["horizon"])


def unit_mismatch(design):
    """What gets a score is not what is acted on."""
    scored = design["model"].get("rolled_up_to") or design["model"]["unit"]
    return meaning(design, scored) != meaning(design, design["decision"]["unit"])


def no_alternative(design):
    """Nobody says what can be achieved without a model."""
    other = design.get("alternative") or {}
    kinds = {one["id"]: one["kind"] for one in design["components"]}
    if blank(other.get("result")) or other.get("component") not in kinds:
        return True
    return any(kinds.get(name) == "model" for name in reached(design, other["component"]))


# --- data ---


def not_available(design):
    """An input is known only after the decision."""
    decided = happens(design, design["decision"]["at"])
    return any(
        happens(design, field["known_with"]) + milliseconds(field.get("lag") or "0 ms") > decided
        for field in inputs(design)
    )


def labels_shaped(design):
    """Some actions hide the outcome, and nothing is done about it."""
    hidden = {action["name"] for action in design["decision"]["actions"]} - set(design["label"]["seen_for"])
    return bool(hidden) and blank((design["label"].get("selection") or {}).get("handled"))


def no_retention(design):
    """Personal data without a time after which they are deleted."""
    kept = {source["id"]: source.get("retention") for source in design["sources"]}
    return any(
        field.get("personal") and not is_duration(field.get("retention")) and not is_duration(kept.get(field["source"]))
        for field in design["fields"]
    )


# --- operation ---


def no_fallback(design):
    """Nothing decides when the model cannot."""
    kinds = {one["id"]: one["kind"] for one in design["components"]}
    return kinds.get((design.get("fallback") or {}).get("component"), "model") == "model"


def fallback_shares_dependency(design):
    """The fallback fails together with the model."""
    if no_fallback(design):
        return False
    return bool(reached(design, design["fallback"]["component"]) & reached(design, design["model"]["component"]))


def no_rollback(design):
    """There is no way back, or nobody has gone it yet."""
    back = design.get("rollback") or {}
    try:
        rehearsed = date.fromisoformat(str(back.get("rehearsed_on")))
    except ValueError:
        return True
    return blank(back.get("to")) or rehearsed > date.fromisoformat(design["written_on"])


def latency_over_budget(design):
    """The steps may take longer than the budget."""
    total, groups = 0.0, {}
    for step in design["latency"]["steps"]:
        if step.get("group") is None:
            total += milliseconds(step["at_most"])
        else:
            groups[step["group"]] = max(groups.get(step["group"], 0.0), milliseconds(step["at_most"]))
    return total + sum(groups.values()) > milliseconds(design["latency"]["budget"]) + 1e-6


def logging_incomplete(design):
    """The log lacks the inputs or the version of the model."""
    return not {"inputs", "model_version"} <= {meaning(design, name) for name in design.get("logging") or []}


def monitor_incomplete(design):
    """Nothing is monitored, or a monitor has no threshold or no action."""
    monitors = design.get("monitors") or []
    return not monitors or any(blank(one.get("threshold")) or blank(one.get("action")) for one in monitors)


# --- ownership and conduct ---


def no_drift_owner(design):
    """Nobody in particular looks after drift."""
    return person(design, design["ownership"].get("drift")) is None


def approver_is_developer(design):
    """Whoever built it approves it."""
    developers = {person(design, name) for name in design["ownership"].get("developers") or []}
    approver = person(design, design["ownership"].get("approver"))
    return approver is not None and approver in developers


def no_reasons(design):
    """An adverse decision on credit or its price without reasons."""
    if design["product"] not in ("credit", "pricing"):
        return False
    return any(blank(action.get("reasons")) for action in adverse(design))


def protected_input(design):
    """A protected attribute goes into the model without a stated basis."""
    by_name = {field["name"]: field for field in design["fields"]}
    waiting, seen = list(design["model"]["inputs"]), set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += by_name[name].get("made_from") or []
    return any(by_name[name].get("protected") and blank(by_name[name].get("basis")) for name in seen)


def no_human_review(design):
    """Somebody who is turned down cannot ask a person."""
    route = design.get("human_review") or {}
    names = {action["name"] for action in adverse(design)}
    return person(design, route.get("by")) is None or not names <= set(route.get("actions") or [])


# --- reading a design ---


def blank(value):
    return value is None or (isinstance(value, str) and value.strip(" .?!-<>[]()").casefold() in PLACEHOLDERS)


def milliseconds(duration):
    number, unit = duration.split()
    return float(number) * MILLISECONDS[unit]


def is_duration(value):
    try:
        return milliseconds(value) > 0
    except (AttributeError, KeyError, ValueError):
        return False


def meaning(design, word):
    glossary = {entry["term"]: entry["means"] for entry in design.get("glossary") or []}
    while word in glossary:
        word = glossary[word]
    return word


def happens(design, event):
    """Milliseconds after the beginning of the timeline."""
    entry = next(one for one in design["timeline"] if one["event"] == event)
    return happens(design, entry["after"]) + milliseconds(entry["delay"]) if entry.get("after") else 0.0


def reached(design, component):
    """A component and all that it needs, however far."""
    needs = {one["id"]: one.get("needs") or [] for one in design["components"]}
    found, waiting = set(), [component]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, [])
    return found


def inputs(design):
    return [field for field in design["fields"] if field["name"] in design["model"]["inputs"]]


def adverse(design):
    return [action for action in design["decision"]["actions"] if action.get("adverse")]


def person(design, name):
    """The id of whoever is meant by an id or an account; None for a stranger."""
    return next(
        (one["id"] for one in design["people"] if name == one["id"] or name in (one.get("accounts") or [])), None
    )


# solution: end
