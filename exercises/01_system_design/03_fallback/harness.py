"""Runs beside the submission: deciders live here, and model, handle, rules and clock reach the stage on the trusted side."""

import copy

deciders = {}


class Model:
    def __init__(self, stage):
        self._stage = stage

    def submit(self, event):
        return Handle(self._stage, self._stage.submit(event))


class Handle:
    def __init__(self, stage, ticket):
        self._stage, self._ticket = stage, ticket

    def result(self, timeout_ms):
        return self._stage.result(self._ticket, timeout_ms)


class Rules:
    def __init__(self, stage):
        self._stage = stage

    def decide(self, event):
        return self._stage.rule(event)


class Clock:
    def __init__(self, stage):
        self._stage = stage

    def now_ms(self):
        return self._stage.now_ms()


def start(submission, name, stage, budget_ms, bands, health):
    """Make a decider and keep it under a name."""
    given = copy.deepcopy((bands, health))
    deciders[name] = submission.Decider(Model(stage), Rules(stage), Clock(stage), budget_ms, bands, health)
    return given == (bands, health)


def decide(submission, name, event, edit=None):
    """What a decider says of an event, and whether it left the event alone; afterwards `edit` is put into the event in place."""
    before = copy.deepcopy(event)
    raised, found = "", None
    try:
        found = deciders[name].decide(event)
    except NotImplementedError:
        raise
    except Exception as error:
        is_conflict = isinstance(error, getattr(submission, "Conflict", ()))
        raised = "Conflict" if is_conflict else f"{type(error).__name__}: {error}"[:120]
    changed = repr(before) != repr(event)
    for key, value in (edit or {}).items():
        if isinstance(value, dict):
            event[key].update(value)
        else:
            event[key] = value
    fields = ("action", "source", "reason", "model_version")
    is_decision = all(hasattr(found, field) for field in fields)
    return {
        "raised": raised,
        "is_decision": is_decision,
        "type": type(found).__name__[:40],
        "said": [plain(getattr(found, field)) for field in fields] if is_decision else None,
        "changed": changed,
    }


def plain(value):
    return value if value is None or type(value) is str else f"{value!r} ({type(value).__name__})"[:60]
