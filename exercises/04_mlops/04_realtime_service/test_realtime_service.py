"""Graded tests of mlops/realtime_service: 40 points. Faults come from a script on this side, time from a clock on this side.

The app runs in the worker, driven by `harness.py`; its model, rules and clock are stubs of the `Bench` below, which
knows who was asked what, when, and what the decision must be. What the harness brings back is a claim.
"""

import json
import math
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from signoff.testing import Withheld, diagnose, points

# The sentences for the learner stay whole:
# fmt: off

FIELDS = ["action", "decision_id", "reason", "score", "source", "versions"]
ACTIONS = ["approve", "step_up", "decline"]
REASONS = ["timeout", "error", "bad_reply", "no_time", "open_circuit"]
NOT_FOR_THE_MODEL = ["cardholder", "email"]
FIRST = ["Ottoline", "Barnaby", "Quirina", "Ferdinanda", "Thaddeus", "Wilhelmina", "Evander", "Philippa"]
LAST = ["Vexley", "Ashgrove", "Zoubek", "Quillfeather", "Marchetti", "Okonjo", "Lindqvist", "Harrowgate"]


# --- what comes in ---


class Switch:
    """The payment switch: card payments drawn from the seed, each with personal data of its own."""

    def __init__(self, seed, test):
        self.rng = np.random.default_rng([seed, *test.encode()])
        self.sent = 0

    def record(self, **changed):
        rng = self.rng
        self.sent += 1
        first, last = str(rng.choice(FIRST)), str(rng.choice(LAST))
        made = {
            "transaction_id": f"tx-{self.sent}-{self.low(7)}",
            "amount_cents": int(rng.integers(100, 60_000)),
            "currency": str(rng.choice(["HUF", "CZK", "RON"])),
            "card_number": "".join(str(one) for one in [4, *rng.integers(6, 10, 15)]),
            "cardholder": f"{first} {last}",
            "email": f"{first}.{last}{rng.integers(10, 99)}@mail.example".lower(),
            "merchant_category": f"{rng.integers(1000, 10_000)}",
            "country": str(rng.choice(["HU", "CZ", "RO"])),
            "card_present": bool(rng.integers(0, 2)),
        }
        return made | changed

    def key(self):
        return f"key_{self.low(10)}-{self.sent}"

    def low(self, length):
        """Digits of which no card is made: those of a card are 6 to 9, so that five of them in a row are no accident."""
        return "".join(str(one) for one in self.rng.integers(0, 6, length))

    def settings(self):
        """Every number is drawn: none of them can be known beforehand."""
        rng = self.rng
        return {
            "service_version": f"{rng.integers(2, 9)}.{rng.integers(0, 30)}.{rng.integers(0, 9)}",
            "policy_version": f"bands-{rng.integers(10, 99)}",
            "step_up_from": round(float(rng.uniform(0.20, 0.40)), 3),
            "decline_from": round(float(rng.uniform(0.60, 0.90)), 3),
            "budget_ms": int(rng.integers(110, 190)),
            "reserve_ms": int(rng.integers(15, 35)),
            "breaker_failures": int(rng.integers(3, 6)),
            "cooldown_ms": int(rng.integers(18_000, 33_000)),
        }


@pytest.fixture
def switch(seed, request):
    """A day of its own for each test: no two tests send the same keys."""
    return Switch(seed, request.node.name)


# --- what the model does ---


@dataclass(frozen=True)
class Replies:
    """Answers at once, with this."""

    reply: Any


@dataclass(frozen=True)
class Fails:
    """Raises; its text quotes the event, as a client library does."""

    kind: type[Exception]


@dataclass(frozen=True)
class Late:
    """Uses up the whole timeout, then raises TimeoutError."""


@dataclass(frozen=True)
class Slow:
    """Answers with this, 10 ms after the timeout."""

    reply: Any


@dataclass(frozen=True)
class Quotes:
    """Replies with a complaint that quotes what was sent."""


@dataclass(frozen=True)
class Held:
    """Its answer, or exception, waits until something else has been served."""

    reply: Any


@dataclass(frozen=True)
class Begin:
    """A step of a scene: send this, and go on before it is answered."""

    request: Any


@dataclass(frozen=True)
class End:
    """A step of a scene: wait until the n-th request is answered."""

    number: int


@dataclass(frozen=True)
class Asked:
    """One call of the model."""

    event: Any
    timeout_ms: Any


@dataclass
class Answer:
    """What came back for one request: the submission's claim."""

    status: Any
    text: str
    headers: str
    raised: str
    logs: list[str]

    @property
    def data(self):
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    @property
    def told(self):
        """The answer in words: its status, and either the error behind it or the beginning of its text."""
        after = f" after {self.raised}" if self.raised else f" and {self.text[:90]}" if self.status != 200 else ""
        return f"status {self.status}{after}"

    @property
    def is_decision(self):
        return self.status == 200 and isinstance(self.data, dict) and "action" in self.data


FOREVER_MS = 60_000
WAITING = 60
"""So many payments may be waiting at once, says the brief."""


@dataclass
class Bench:
    """The trusted side of one running app: its clock, model and rules, and what they were asked."""

    submission: Any
    switch: Switch
    now: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    model_does: deque = field(default_factory=deque)
    model_version: str = "fraud-1"
    rules_version: str = "rules-1"
    rulings: dict[str, str] = field(default_factory=dict)
    rules_fail: bool = False
    rules_wait: bool = False
    rules_take_ms: int = 0
    rules_reply: Any = None
    clock_waits_at: int = 0
    reads: int = 0
    loaded: Any = True
    handlers_kept: bool = True
    asked: list[Asked] = field(default_factory=list)
    ruled: list[Any] = field(default_factory=list)
    loads: int = 0
    held: list[tuple[Withheld, Any]] = field(default_factory=list)
    _wanted: int = 0
    _arrival: Withheld | None = None
    _cues: list[Any] = field(default_factory=list)

    # what the stubs offer

    def now_ms(self):
        self.reads += 1
        return self.hold(self.now) if self.reads == self.clock_waits_at else self.now

    def score(self, event=None, timeout_ms=None):
        self.asked.append(Asked(event, timeout_ms))
        does = self.model_does.popleft() if self.model_does else Replies(self.reply())
        match does:
            case Replies(reply):
                return reply
            case Fails(kind):
                raise kind(f"the model server failed on {event}")
            case Late():
                usable = type(timeout_ms) in (int, float) and 0 <= timeout_ms < FOREVER_MS
                self.now += math.ceil(timeout_ms) if usable else FOREVER_MS
                raise TimeoutError(f"no answer within {timeout_ms} ms for {event}")
            case Slow(reply):
                self.now += (timeout_ms if type(timeout_ms) is int and 0 <= timeout_ms < FOREVER_MS else 0) + 10
                return reply
            case Quotes():
                return {"problem": f"cannot score {event}", "request": event}
            case Held(reply):
                return self.hold(reply)

    def is_loaded(self):
        self.loads += 1
        if isinstance(self.loaded, Held):
            return self.hold(self.loaded.reply)
        if isinstance(self.loaded, Fails):
            raise self.loaded.kind("the model server does not answer")
        return self.loaded

    def decide(self, event=None):
        self.ruled.append(event)
        self.now += self.rules_take_ms
        if self.rules_fail:
            raise ConnectionError(f"the rules server failed on {event}")
        known = event.get("transaction_id") if isinstance(event, dict) else None
        ruling = {"action": self.rulings.get(str(known), "step_up"), "version": self.rules_version}
        if self.rules_reply is not None:
            ruling = self.rules_reply(ruling)
        if self.rules_wait:
            self.rules_wait = False
            return self.hold(ruling)
        return ruling

    def cue(self, number):
        """Called by the harness: a step of the scene on this side."""
        return self._cues[number]()

    def hold(self, reply):
        if self.stalled:  # the scene is lost: let everybody go
            self.release()
            return reply
        self.held.append((Withheld(if_stalled=TimeoutError("nothing else was served meanwhile")), reply))
        if self._arrival is not None and len(self.held) >= self._wanted:
            self._arrival.release()
        return self.held[-1][0]

    # what the tests do with it

    def start(self, **fixed):
        """Make an app of its own, with settings drawn from the seed."""
        self.settings = self.switch.settings() | fixed
        self.now = int(self.switch.low(3)) * 10**6 + int(self.switch.rng.integers(10**6, 10**6 + 10**4))
        stub = self.submission.stub
        told = self.submission.harness.start(
            stub(self, "score", "is_loaded"), stub(self, "decide"), stub(self, "now_ms"), self.settings
        )
        self.handlers_kept = told["handlers_kept"]
        diagnose("not-an-app", told["is_app"],
                 f"create_app returned an object of type {told['type']}; the platform serves a fastapi.FastAPI.")
        return self

    def reply(self, score=0.05):
        return {"score": score, "version": self.model_version}

    def rules_say(self, record, action):
        self.rulings[record["transaction_id"]] = action

    def play(self, *steps):
        """A scene: requests, `Begin`, `End`, and functions to be called here in between; the answers in order."""
        self._cues = [step for step in steps if callable(step)]
        cues, told = iter(range(len(self._cues))), []
        for step in steps:
            match step:
                case Begin(request):
                    told.append(["begin", request])
                case End(number):
                    told.append(["end", number])
                case dict():
                    told.append(["send", step])
                case _:
                    told.append(["cue", next(cues)])
        claims = self.submission.harness.play(self.submission.stub(self, "cue"), told)
        logs = [str(one) for one in claims["logs"]]
        return [answer(one, logs) for one in claims["answers"]]

    def send(self, request):
        return self.play(request)[0]

    def post(self, record, key=None, **headers):
        return self.send(post(record, key or self.switch.key(), **headers))

    def get(self, path):
        return self.send(get(path))

    def while_held(self, first, *others):
        """The others, one after another, while the first is held back."""
        return self.play(Begin(first), self.are_held(1), *others, self.release)

    def are_held(self, count):
        """A cue: go on when so many answers are held back."""
        self.held, self._arrival = [], None

        def wait():
            self._wanted, self._arrival = count, Withheld()
            if len(self.held) >= count:
                self._arrival.release()
            return self._arrival

        return wait

    def release(self, *which):
        """A cue: let the answers held back go, or only these."""
        for number, (one, reply) in enumerate(self.held):
            if not which or number in which:
                one.release(reply)

    @property
    def stalled(self):
        """Whether something waited for an answer that was held back, with everything it had."""
        return any(one.stalled for one, _ in self.held)

    def fail(self, count):
        """So many payments in a row on which the model fails; the answer to the last."""
        last = None
        for _ in range(count):
            self.model_does.append(Fails(ConnectionError))
            last = self.post(self.switch.record())
        return last

    def asks(self):
        """Send one payment with the model in good health: is the model asked?"""
        before = len(self.asked)
        found = self.post(self.switch.record())
        self.model_does.clear()
        return len(self.asked) > before, found


def answer(claim, logs):
    return Answer(claim["status"], str(claim["text"]), str(claim["headers"]), str(claim["raised"]), logs)


def post(record, key, **headers):
    body = record if isinstance(record, (str, bytes)) else json.dumps(record)
    sent = {"Content-Type": "application/json", **({"Idempotency-Key": key} if key is not None else {})}
    return {"method": "POST", "path": "/decisions", "headers": sent | headers, "body": body}


def get(path):
    return {"method": "GET", "path": path, "headers": {}, "body": ""}


@pytest.fixture
def bench(submission, switch):
    return Bench(submission, switch)


def another(bench):
    """A bench for another app in the same process."""
    return Bench(bench.submission, bench.switch)


# --- judging one answer ---


def event_of(record):
    return {name: value for name, value in record.items() if name not in NOT_FOR_THE_MODEL}


def personal(text, record, but=""):
    """Which personal data of the record stands in the text: the first found, in words, or None."""
    digits, lower = re.sub(r"[\s.-]", "", text), text.lower()
    if in_a_row(digits, record["card_number"], 8):
        return "card number"
    if record["email"].lower() in lower:
        return "e-mail address"
    if any(name.lower() in lower for name in record["cardholder"].split()):
        return "name"
    return "card number, in part" if card_part(text.replace(but, " ") if but else text, record) else None


def card_part(text, record):
    """Whether five digits in a row of the card stand there by themselves; ids and digests in hex are no numbers."""
    text = re.sub(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", " ", text)
    numbers = re.findall(r"(?<![A-Za-z0-9])\d+(?:[ .-]\d+)*(?![A-Za-z0-9])", text)
    return any(in_a_row(re.sub(r"\D", "", one), record["card_number"], 5) for one in numbers)


def in_a_row(digits, card, length):
    return any(card[start : start + length] in digits for start in range(len(card) - length + 1))


def repeated(got, record, sent=None, key=None, deadline=None):
    """Which of the sender's values a refusal repeats, in its body or its headers: in words, or None."""
    text = f"{got.text}\n{got.headers}"
    if (found := personal(text, record)) is not None:
        return found
    values = {**record, **{f"value of {name}": value for name, value in sent.items()}} if isinstance(sent, dict) else record
    values = values | {"Idempotency-Key": key, "X-Deadline-Ms": deadline}
    return next((name for name, value in values.items() if stands_in(text, value)), None)


def stands_in(text, value):
    """Whether the value stands in the text as a word of its own; what is too short to tell does not."""
    if isinstance(value, (bool, float)) or value is None or isinstance(value, (dict, list)):
        return False
    word = str(value)
    if len(word) < (3 if isinstance(value, int) else 2):
        return False
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", text) is not None


HEADERS = ["Idempotency-Key", "X-Deadline-Ms"]


def refuse_repeating(what, found):
    """No refusal repeats anything the sender wrote."""
    diagnose("refusal-repeats-a-header", found not in HEADERS,
             f"{what} was refused, and the refusal repeats the {found} that was sent. No refusal repeats anything the"
             " sender wrote: in a mixed-up request a header holds a card number, and refusals are kept in clear.")
    diagnose("leaks-the-record", found is None,
             f"{what} was refused, and the refusal repeats the {found}. Clients, gateways and error trackers keep refusals"
             " for months, in clear. FastAPI's own 422 echoes the input, and an error's text may quote it.")


def refuse_other_events(seen, record, who):
    """The model and the rules get the record as it came, without the person."""
    values = json.dumps(seen, default=str)
    passed_on = isinstance(seen, dict) and any(name in seen or record[name] in values for name in NOT_FOR_THE_MODEL)
    diagnose("person-passed-on", not passed_on,
             f"For {record['transaction_id']} the {who} received the cardholder's name or e-mail. They have no use for"
             " them; what is sent there lies in its logs, its cache and its training data from then on.")
    diagnose("event-changed", seen == event_of(record), lambda: (
        f"For {record['transaction_id']} the {who} received"
        f" {sorted(seen) if isinstance(seen, dict) else type(seen).__name__}"
        f"{different(seen, record)}. The record goes there as it came, without cardholder and email: a field that is"
        " missing, renamed or rescaled gives a score that means nothing, and no error."
    ))


def different(seen, record):
    if not isinstance(seen, dict):
        return ""
    names = [name for name, value in event_of(record).items() if name in seen and seen[name] != value]
    return f", with another {names[0]}" if names else ""


def refuse_no_decision(bench, got, record):
    """There is an answer, of the promised form, and nothing personal in it."""
    tx = record["transaction_id"]
    diagnose("no-decision", got.status == 200 and isinstance(got.data, dict),
             f"POST /decisions with a sound record ({tx}, amount_cents {record['amount_cents']}) ended in {got.told}."
             " Wanted is status 200 and a JSON object: the customer stands at the till.")
    leaked = personal(got.text, record)
    diagnose("answer-carries-pii", leaked is None,
             f"The answer for {tx} repeats the {leaked}. Callers keep and log answers; an id made of personal data is"
             " personal data.")
    diagnose("answer-fields", sorted(got.data) == FIELDS and isinstance(got.data["versions"], dict),
             f"The answer for {tx} has the fields {', '.join(sorted(map(str, got.data)))[:200]}; promised are"
             f" {', '.join(FIELDS)}, versions being an object.")
    name = got.data["decision_id"]
    diagnose("answer-fields", isinstance(name, str) and 1 <= len(name) <= 64,
             f"decision_id of {tx} is {str(name)[:70]!r}; it is a text of 1 to 64 characters by which a complaint finds"
             " the decision again.")


def refuse_other_model_decision(bench, got, record, score, version):
    """The model decided, by the bands, and the answer says which model."""
    tx, data, settings = record["transaction_id"], got.data, bench.settings
    refuse_no_decision(bench, got, record)
    diagnose("needless-fallback", data["source"] == "model" and data["reason"] is None,
             f"The model answered for {tx} in time, and the answer says source {data['source']!r}, reason"
             f" {data['reason']!r}. A decision of the model has source 'model' and no reason (null).")
    is_number = isinstance(data["score"], (int, float)) and not isinstance(data["score"], bool)
    diagnose("changed-score", is_number and data["score"] == score,
             f"The model gave {score!r} for {tx}, and the answer says {str(data['score'])[:40]}. Recorded scores are what"
             " validation reads next year: pass the score on as it is, unrounded, and compare it as it is.")
    bound = next((name for name in ("step_up_from", "decline_from") if settings[name] == score), None)
    wanted = action_for(score, settings)
    diagnose("exact-bound", data["action"] == wanted or bound is None,
             f"{tx} scored exactly {bound}, {score!r}, and the action is {data['action']!r}. A band includes its lower"
             " bound ('from'); the policy the board approved says so, and at round scores many payments lie there.")
    diagnose("wrong-action", data["action"] == wanted,
             f"{tx} scored {score!r}; with step_up_from {settings['step_up_from']} and decline_from"
             f" {settings['decline_from']} that is {wanted!r}, and the action is {data['action']!r}. The bands come with"
             " the settings, since they change without a release of the service.")
    said = data["versions"]
    diagnose("stale-version", said.get("model") in (None, version) or not str(said.get("model")).startswith("fraud-"),
             f"{tx} was scored by {version}, and the answer says {said.get('model')!r}. The model server rolls out new"
             " versions while you run: the version that decided is the one in its reply.")
    refuse_other_versions(bench, got, record, model=version, rules=None)


def refuse_other_versions(bench, got, record, *, model, rules):
    wanted = {
        "service": bench.settings["service_version"], "policy": bench.settings["policy_version"],
        "model": model, "rules": rules,
    }
    said = got.data["versions"]
    wrong = [name for name in wanted if name not in said or said[name] != wanted[name]] or sorted(set(said) - set(wanted))
    diagnose("wrong-versions", not wrong, lambda: (
        f"versions of {record['transaction_id']} says {str(said)[:200]}; {wrong[0]} should be"
        f" {wanted.get(wrong[0])!r}. Who reconstructs a decision needs the four: service, policy, and of model and rules"
        " the one that decided, the other null."
    ))


def refuse_other_fallback(bench, got, record, reason, action, why):
    """The rules decided, the answer says so and why."""
    tx, data = record["transaction_id"], got.data
    refuse_no_decision(bench, got, record)
    diagnose("rules-overruled", data["action"] == action,
             f"{why}, the rules said {action!r} for {tx}, and the action is {data['action']!r}. Without a score nobody"
             " knows better than the rules.")
    diagnose("untagged-fallback", data["source"] == "fallback",
             f"{why}, the rules decided {tx}, and the answer says source {data['source']!r}. Untagged, this decision"
             " enters the model's statistics and the next training set as if the model had made it.")
    diagnose("wrong-reason", data["reason"] == reason,
             f"{why}: the reason of {tx} should be {reason!r}, and is {str(data['reason'])[:80]!r}. Operations counts"
             f" reasons to know what is broken; the words are {', '.join(REASONS)}, and each has one meaning.")
    diagnose("score-in-fallback", data["score"] is None,
             f"{why}, and the answer for {tx} carries the score {data['score']!r}. No score decided here: null.")
    refuse_other_versions(bench, got, record, model=None, rules=bench.rules_version)


def action_for(score, settings):
    if score >= settings["decline_from"]:
        return "decline"
    return "step_up" if score >= settings["step_up_from"] else "approve"


# --- the tests ---


@points(2)
def test_decides_on_a_payment(bench, switch):
    """A sound record gets a decision of the promised form, after one question to the model."""
    bench.start()
    early = len(bench.asked) + len(bench.ruled) + bench.loads
    diagnose("asks-at-start", not early,
             "create_app asked the model or the rules before any request came. When the model server is down, the"
             " service could not even start, and what it learned at the start is old by noon.")
    for amount in (int(switch.rng.integers(1, 100)), int(switch.rng.integers(2_000_000, 5_000_000))):
        record = switch.record(amount_cents=amount)
        bench.asked.clear()
        got = bench.post(record)
        refuse_no_decision(bench, got, record)
        diagnose("model-not-asked", len(bench.asked) > 0,
                 f"{record['transaction_id']} over {amount} cents was decided and the model was never asked. Each payment"
                 " goes to the model unless the brief says otherwise; card testers begin with small amounts.")
        refuse_other_events(bench.asked[0].event, record, "model")
        diagnose("asks-twice", len(bench.asked) == 1,
                 f"The model was asked {len(bench.asked)} times about {record['transaction_id']}. Once is enough: scoring"
                 " moves the card's velocity counters.")
        diagnose("unknown-action", got.data["action"] in ACTIONS,
                 f"The action of {record['transaction_id']} is {str(got.data['action'])[:40]!r}; the switch knows"
                 f" {', '.join(ACTIONS)}.")


@points(3, needs="test_decides_on_a_payment")
def test_the_bands_decide_and_versions_are_told(bench, switch):
    """The score's band gives the action; score and versions are the ones of this very decision."""
    bench.start()
    low, high = bench.settings["step_up_from"], bench.settings["decline_from"]
    inside = [float(switch.rng.uniform(*band)) for band in ((0.01, low), (low, high), (high, 0.99))]
    beside = [low + 0.01, high - 0.01, low - 0.01, high + 0.01]
    for number, score in enumerate([*inside, *beside, low, high, np.nextafter(low, 0), np.nextafter(high, 0), 0.0, 1.0]):
        bench.model_version = f"fraud-{number + 2}"
        record = switch.record()
        bench.model_does.append(Replies(bench.reply(float(score))))
        got = bench.post(record)
        refuse_other_model_decision(bench, got, record, float(score), bench.model_version)


@points(4, needs="test_decides_on_a_payment")
def test_refuses_what_is_malformed_and_repeats_none_of_it(bench, switch):
    """A malformed record is refused with 422 and its fields' names; nothing the sender wrote comes back."""
    bench.start()
    for what, record in at_the_bounds(switch):
        got = bench.post(record)
        diagnose("refuses-the-sound", got.is_decision,
                 f"A record with {what} keeps to the brief, and ended in {got.told}. Somebody stands at the till with it.")
    for what, record, sent, fields, diagnosis in malformed(switch):
        key, deadline = switch.key(), str(bench.now + 5_000)
        got = bench.post(sent, key, **{"X-Deadline-Ms": deadline})
        if not got.is_decision:
            refuse_repeating(f"A record with {what}", repeated(got, record, sent, key, deadline) or quoted(got, sent))
        diagnose(diagnosis, got.status != 200,
                 f"A record with {what} was accepted and decided. What the contract does not allow is refused: the"
                 " model would score something it has never seen, and say nothing.")
        diagnose("malformed-is-500", got.status != 500 and not got.raised,
                 f"A record with {what} ended in {got.told}. The sender is at fault, not the service: 422, or their"
                 " mistake pages your on-call.")
        refused = got.data if isinstance(got.data, dict) else {}
        diagnose("wrong-error", got.status == 422 and refused.get("error") == "invalid_record",
                 f"A record with {what} was answered with {got.told}; promised is 422 with error 'invalid_record'.")
        if fields is None:
            continue
        found = refused.get("fields")
        names = [str(one) for one in found] if isinstance(found, list) else []
        strange = [one for one in names if one not in record]
        diagnose("echoes-names", not strange,
                 f"A record with {what} was refused with a field name of the sender's own choice. A swapped key and value"
                 " put a card number there: name only the schema's fields.")
        diagnose("wrong-fields", isinstance(found, list) and names == fields,
                 f"A record with {what}: fields should be {fields}, and is {str(found)[:100]}. Without it the sender"
                 " cannot find the mistake, since you rightly tell no values.")
    for what, key, headers, diagnosis, why in headers_at_fault(bench):
        record = switch.record()
        got = bench.send(post(record, key, **headers))
        if not got.is_decision:
            refuse_repeating(f"A request with {what}", repeated(got, record, None, key, headers.get("X-Deadline-Ms")))
        diagnose(diagnosis, got.status != 200, f"A request with {what} was decided. {why}")
        is_told = isinstance(got.data, dict) and got.data.get("error") == "invalid_header"
        diagnose("wrong-error", got.status == 400 and is_told,
                 f"A request with {what} was answered with {got.told}; promised is 400 with error 'invalid_header'.")


def quoted(got, sent):
    """Whether the refusal quotes a body that is no JSON object: eight characters in a row of one made up for this."""
    if not isinstance(sent, str) or "{" in sent:
        return None
    text, body = f"{got.text}\n{got.headers}", sent[:100]
    return "body" if any(body[start : start + 8] in text for start in range(len(body) - 7)) else None


def at_the_bounds(switch):
    """Unusual, and sound."""
    card = switch.record()["card_number"]
    for what, changed in [
        ("a card number of 12 digits", {"card_number": card[:12]}),
        ("a card number of 19 digits", {"card_number": card + card[1:4]}),
        ("a transaction_id of 40 characters", {"transaction_id": "Z9-" + "0" * 37}),
        ("an amount of 5,000,000", {"amount_cents": 5_000_000}),
        ("a cardholder of one character", {"cardholder": "Ø"}),
        ("a cardholder of 80 characters", {"cardholder": "Åse " * 19 + "O'Ma"}),
        ("an e-mail of 120 characters", {"email": "o" * 105 + "+x@mail.example"[-15:]}),
        ("the e-mail a@b", {"email": "a@b"}),
        ("the merchant category 0000", {"merchant_category": "0000"}),
    ]:
        yield what, switch.record(**changed)


def malformed(switch):
    """What is wrong, the sound record, what is sent instead, the fields at fault, the diagnosis when it is accepted."""
    accepts, coerces = "accepts-malformed", "coerces-input"

    def without(name):
        record = switch.record()
        return record, {key: value for key, value in record.items() if key != name}

    def with_(name, change):
        record = switch.record()
        return record, record | {name: change(record[name])}

    def named(name):
        record = switch.record()
        return record, record | {name(record): "x"}

    for what, (record, sent), fields, diagnosis in [
        ("a card number in groups, with blanks", with_("card_number", lambda card: f"{card[:8]} {card[8:]}"), ["card_number"], accepts),
        ("a card number that is a number, not a text", with_("card_number", int), ["card_number"], coerces),
        ("an amount that is a text", with_("amount_cents", str), ["amount_cents"], coerces),
        ("an amount of true", with_("amount_cents", lambda _: True), ["amount_cents"], coerces),
        ("a card_present that is the text 'yes'", with_("card_present", lambda _: "yes"), ["card_present"], coerces),
        ("no card_number", without("card_number"), ["card_number"], accepts),
        ("no card_present", without("card_present"), ["card_present"], accepts),
        ("an amount of 0", with_("amount_cents", lambda _: 0), ["amount_cents"], accepts),
        ("an amount of 5,000,001 cents", with_("amount_cents", lambda _: 5_000_001), ["amount_cents"], accepts),
        ("half a cent", with_("amount_cents", lambda cents: cents + 0.5), ["amount_cents"], accepts),
        ("an amount of NaN", with_("amount_cents", lambda _: math.nan), ["amount_cents"], accepts),
        ("a card_present of 1", with_("card_present", lambda _: 1), ["card_present"], coerces),
        ("a card_present of 0", with_("card_present", lambda _: 0), ["card_present"], coerces),
        ("a currency that ends in a line break", with_("currency", lambda code: code + "\n"), ["currency"], accepts),
        ("a card number that ends in a line break", with_("card_number", lambda card: card + "\n"), ["card_number"], accepts),
        ("a card number in Arabic digits", with_("card_number", lambda card: card.translate(ARABIC)), ["card_number"], accepts),
        ("a merchant category in Arabic digits", with_("merchant_category", lambda code: code.translate(ARABIC)), ["merchant_category"], accepts),
        ("a merchant category of three digits", with_("merchant_category", lambda code: code[:3]), ["merchant_category"], accepts),
        ("a transaction_id with an accent", with_("transaction_id", lambda name: name + "é"), ["transaction_id"], accepts),
        ("a country of accented capitals", with_("country", lambda _: "ÅÖ"), ["country"], accepts),
        ("an e-mail with a blank in it", with_("email", lambda mail: mail.replace(".", " ", 1)), ["email"], accepts),
        ("an e-mail with a blank before it", with_("email", lambda mail: f" {mail}"), ["email"], accepts),
        ("an e-mail with two @", with_("email", lambda mail: mail + "@mail.example"), ["email"], accepts),
        ("an e-mail with nothing before its @", with_("email", lambda mail: mail[mail.index("@") :]), ["email"], accepts),
        ("an e-mail of 121 characters", with_("email", lambda mail: "o" * (121 - len(mail)) + mail), ["email"], accepts),
        ("a cardholder of 81 characters", with_("cardholder", lambda name: name + "e" * (81 - len(name))), ["cardholder"], accepts),
        ("a card number of 11 digits", with_("card_number", lambda card: card[:11]), ["card_number"], accepts),
        ("a currency in small letters", with_("currency", str.lower), ["currency"], accepts),
        ("a merchant category of five digits", with_("merchant_category", lambda code: code + "1"), ["merchant_category"], accepts),
        ("a country of three letters", with_("country", lambda code: code + "X"), ["country"], accepts),
        ("an empty cardholder", with_("cardholder", lambda _: ""), ["cardholder"], accepts),
        ("an e-mail without @", with_("email", lambda mail: mail.replace("@", " at ")), ["email"], accepts),
        ("a card number of 20 digits", with_("card_number", lambda card: card + "0000"), ["card_number"], accepts),
        ("a transaction_id of 41 characters", with_("transaction_id", lambda _: "t" * 41), ["transaction_id"], accepts),
        ("a field more than the schema has", named(lambda _: "loyalty_tier"), [], accepts),
    ]:
        yield what, record, sent, fields, diagnosis
    record = switch.record()
    yield "two fields at fault", record, record | {"country": "??", "amount_cents": -5}, ["amount_cents", "country"], accepts
    record, sent = named(lambda record: f"card {record['card_number'][-4:]} of the holder")
    yield "a value where a field's name should be", record, sent, [], accepts
    record = switch.record()
    yield "a list around it", record, [record], [], accepts
    record = switch.record()
    yield "no JSON: it ends too early", record, json.dumps(record)[:-1], [], accepts
    for what, body, fields in [
        ("no JSON: a line of CSV", ";".join(map(str, record.values())), []),
        ("no JSON: an empty body", "", []),
        ("a JSON text around it", json.dumps(f"{record['card_number']} of {record['cardholder']}"), []),
        ("no JSON: bytes that are no UTF-8", json.dumps(record).encode()[:-1] + b',"\xff\xfe": 1}', None),
        ("JSON that is 20,000 lists deep", "[" * 20_000 + "]" * 20_000, []),
        ("an amount of 5,000 digits", json.dumps(record | {"amount_cents": "?"}).replace('"?"', "7" * 5_000), None),
    ]:
        yield what, record, body, fields, accepts


ARABIC = {ord("0") + digit: chr(0x660 + digit) for digit in range(10)}


def headers_at_fault(bench):
    """What is wrong, key and other headers, the diagnosis when it is decided, and why that is bad."""
    again = "A retry after a lost answer would then be a second payment."
    yield "no Idempotency-Key", None, {}, "key-optional", again
    yield "an empty Idempotency-Key", "", {}, "key-optional", again
    for what, key in [
        ("an Idempotency-Key of 65 characters", "k" * 65),
        ("an Idempotency-Key with a blank in it", f"{bench.switch.key()} {bench.switch.key()}"),
        ("an Idempotency-Key with an accent in it", f"{bench.switch.key()}é"),
    ]:
        yield what, key, {}, "header-unchecked", (
            "Keys are stored and compared: 1 to 64 of A-Z a-z 0-9 _ - is what every store keeps as it is.")
    # a deadline far away, so that a sloppy reading of it gives a decision
    later = str(bench.now + 5_000)
    for deadline in ("soon-after-noon", f"{later}.7", f"+{later}", f"-{later}", f"{later[:2]}_{later[2:]}", f"{later}²", f"{later}e0", "7" * 16):
        yield f"an X-Deadline-Ms of {deadline!r}", bench.switch.key(), {"X-Deadline-Ms": deadline}, "header-unchecked", (
            "What is no instant of the promised form is refused: a guess at it decides how long the customer waits.")


FAULTS = [
    # what happens, the model's part, the reason, the diagnosis when nobody handles it
    ("The model did not answer in time", Late(), "timeout", "model-failure-is-500"),
    ("The model server refused the connection", Fails(ConnectionError), "error", "catches-only-timeouts"),
    ("The model server had no model loaded (RuntimeError)", Fails(RuntimeError), "error", "catches-only-timeouts"),
    ("The model's client raised a KeyError", Fails(KeyError), "error", "catches-only-timeouts"),
    ("The model's score was NaN", math.nan, "bad_reply", "nan-passes"),
    ("The model's score was infinite", math.inf, "bad_reply", "out-of-range-passes"),
    ("The model's score was 1.02", 1.02, "bad_reply", "out-of-range-passes"),
    ("The model's score was -0.01", -0.01, "bad_reply", "out-of-range-passes"),
    ("The model's score was a text", "0.07", "bad_reply", "odd-reply-passes"),
    ("The model's score was null", None, "bad_reply", "odd-reply-passes"),
    ("The model's score was true", True, "bad_reply", "odd-reply-passes"),
    ("The model's reply had no score", Replies({"version": "fraud-1"}), "bad_reply", "odd-reply-passes"),
    ("The model's reply was a bare number", Replies(0.07), "bad_reply", "odd-reply-passes"),
    ("The model's reply was nothing", Replies(None), "bad_reply", "odd-reply-passes"),
    ("The model's reply named no version", Replies({"score": 0.07}), "bad_reply", "versionless-passes"),
    ("The model's version was an empty text", Replies({"score": 0.07, "version": ""}), "bad_reply", "versionless-passes"),
    ("The model's version was a number", Replies({"score": 0.07, "version": 12}), "bad_reply", "versionless-passes"),
    ("The model's reply had the version null", Replies({"score": 0.07, "version": None}), "bad_reply", "versionless-passes"),
]


@points(6, needs="test_the_bands_decide_and_versions_are_told")
def test_falls_back_to_the_rules(bench, switch):
    """Whatever the model does wrong, the rules decide, and the answer says that they did and why."""
    for number, (why, part, reason, unhandled) in enumerate(FAULTS):
        bench = another(bench).start()
        bench.rules_version = f"rules-{number + 3}"
        for action in (ACTIONS[number % 3], ACTIONS[(number + 1) % 3]):
            record = switch.record()
            bench.rules_say(record, action)
            bench.asked.clear()
            bench.ruled.clear()
            bench.model_does.append(part if isinstance(part, (Late, Fails, Replies)) else Replies(bench.reply(part)))
            got = bench.post(record)
            bench.model_does.clear()
            refuse_unhandled(bench, got, record, why, reason, unhandled)
            refuse_other_events(bench.ruled[0], record, "rules")
            refuse_other_fallback(bench, got, record, reason, action, why)
    refuse_a_decision_by_nobody(another(bench).start(), switch)


def refuse_unhandled(bench, got, record, why, reason, unhandled):
    """The fault was noticed, the model was not asked again, the rules were asked."""
    tx = record["transaction_id"]
    diagnose(unhandled, got.is_decision or got.status == 503,
             f"{why} for {tx}, and the request ended in {got.told}. A model that fails is an ordinary day: the rules"
             " decide, and the customer notices nothing.")
    diagnose("refuses-without-the-model", got.is_decision,
             f"{why} for {tx}, and the request ended in {got.told}. The rules could have decided. Every payment would"
             " stop with the model.")
    diagnose("retries-past-the-budget", len(bench.asked) == 1,
             f"{why}, and the model was asked {len(bench.asked)} times about {tx}. The first try had the whole time there"
             " was; another makes the caller wait beyond the budget, and doubles the load on a server in trouble.")
    by_rules, action = len(bench.ruled) > 0, got.data["action"]
    passed = reason == "bad_reply" and not by_rules and got.data.get("source") != "fallback"
    diagnose(unhandled, not passed,
             f"{why} for {tx}, and the answer is {action!r} as if it were a score. Nothing that is no number from 0 to 1"
             " with its model's version may reach the bands.")
    diagnose("fails-open", by_rules or action != "approve",
             f"{why}, and {tx} was approved without asking the rules. Whoever can make the model slow then pays with"
             " any card.")
    diagnose("fails-closed", by_rules,
             f"{why}, and {tx} was answered with {action!r} without asking the rules. They know the good customers; an"
             " outage of the model must not become an outage of the bank.")


def refuse_a_decision_by_nobody(bench, switch):
    """Model and rules both fail: no decision, and that is said."""
    record, key, deadline = switch.record(), switch.key(), str(bench.now + 5_000)
    bench.rules_fail = True
    bench.model_does.append(Fails(ConnectionError))
    got = bench.post(record, key, **{"X-Deadline-Ms": deadline})
    tx = record["transaction_id"]
    diagnose("rules-failure-is-500", got.status != 500,
             f"Model and rules both failed for {tx}, and the request ended in {got.told}. Say so in a way the switch can"
             " act on: 503 with error 'no_decision'; it has a stand-in of its own.")
    diagnose("decides-without-rules", not got.is_decision,
             f"Model and rules both failed for {tx}, and the answer is {str(got.data)[:60]}. Nobody decided that. An"
             " action of nobody's making has no owner when it turns out wrong.")
    found = repeated(got, record, None, key, deadline)
    diagnose("refusal-quotes-the-error", found is None or found in HEADERS,
             f"Model and rules both failed for {tx}, and the refusal repeats the {found}. The errors' texts quote what was"
             " sent to the clients: they are not for the caller, who keeps and logs them.")
    refuse_repeating(f"{tx}, for which model and rules both failed,", found)
    is_told = isinstance(got.data, dict) and got.data.get("error") == "no_decision"
    diagnose("wrong-error", got.status == 503 and is_told,
             f"Model and rules both failed for {tx}, and the request ended in {got.told}; promised is 503 with error"
             " 'no_decision'.")
    bench.rules_fail = False
    for what, odd in [
        ("the action 'review'", lambda ruling: ruling | {"action": "review"}),
        ("no action", lambda ruling: {"version": ruling["version"]}),
        ("no version", lambda ruling: {"action": ruling["action"]}),
        ("an empty version", lambda ruling: ruling | {"version": ""}),
        ("a bare text", lambda ruling: ruling["action"]),
    ]:
        bench, record = another(bench).start(), switch.record()
        bench.rules_reply = odd
        bench.model_does.append(Fails(ConnectionError))
        got = bench.post(record)
        is_told = isinstance(got.data, dict) and got.data.get("error") == "no_decision"
        diagnose("odd-ruling-passes", got.status == 503 and is_told,
                 f"The model failed for {record['transaction_id']}, the rules replied with {what}, and the request ended"
                 f" in {got.told if not got.is_decision else 'a decision'}. Such rules have failed: nobody decided, and 503"
                 " with error 'no_decision' says so.")


@points(4, needs="test_falls_back_to_the_rules")
def test_one_slow_answer_holds_nobody_up(bench, switch):
    """While the model thinks about one payment, /health and other payments are served."""
    bench.start()
    record = switch.record()
    bench.model_does.append(Held(bench.reply(0.0)))
    slow, health = bench.while_held(post(record, switch.key()), get("/health"))
    diagnose("blocking-event-loop", bool(bench.held) and not bench.stalled,
             f"While the model was thinking about {record['transaction_id']}, GET /health was not served: the call of the"
             " model blocks the event loop, and with it the whole process. One slow answer, and the platform restarts a"
             " healthy service. A blocking call belongs into a thread.")
    refuse_other_model_decision(bench, slow, record, 0.0, bench.model_version)
    diagnose("health-depends-on-the-model", health.status == 200,
             f"While the model was thinking, GET /health gave {health.told}. A busy service is alive.")
    record, bench.rules_wait = switch.record(), True
    bench.model_does.append(Fails(ConnectionError))
    slow, _ = bench.while_held(post(record, switch.key()), get("/health"))
    bench.rules_wait = False
    diagnose("blocking-event-loop", bool(bench.held) and not bench.stalled,
             f"While the rules were thinking about {record['transaction_id']}, GET /health was not served: the call of the"
             " rules blocks the event loop. Each client blocks; each belongs into a thread.")
    refuse_other_fallback(bench, slow, record, "error", "step_up", "The model server refused the connection")
    first, second = switch.record(), switch.record()
    bench.model_does += [Held(bench.reply(0.0)), Replies(bench.reply(1.0))]
    slow, quick = bench.while_held(post(first, switch.key()), post(second, switch.key()))
    diagnose("one-at-a-time", not bench.stalled,
             f"While the model was thinking about {first['transaction_id']}, {second['transaction_id']} waited behind it."
             " A lock around the whole decision, or a single thread for all, serves one customer at a time: hold a lock"
             " for what is shared, never while you wait for somebody else.")
    refuse_other_model_decision(bench, quick, second, 1.0, bench.model_version)
    refuse_other_model_decision(bench, slow, first, 0.0, bench.model_version)
    refuse_waiting_under_a_lock(another(bench).start(breaker_failures=50), switch)
    refuse_a_small_pool(another(bench).start(), switch)


def refuse_waiting_under_a_lock(bench, switch):
    """Whichever answer of rules or clock is late for one payment, another is served, by the model and by the rules."""
    for fails in (False, True):
        record = switch.record()
        bench.reads = 0
        bench.model_does.append(Fails(ConnectionError) if fails else Replies(bench.reply(0.0)))
        bench.post(record)
        waits = [("clock", number) for number in range(1, min(bench.reads, 12) + 1)] + [("rules", 0)] * fails
        for who, number in waits:
            first, second, third = switch.record(), switch.record(), switch.record()
            bench.reads, bench.clock_waits_at, bench.rules_wait = 0, number, who == "rules"
            # whoever comes to the model first: all fail, or none
            bench.model_does += [Fails(ConnectionError)] * 3 if fails else [Replies(bench.reply(0.0))] * 3
            slow, _, *others = bench.while_held(
                post(first, switch.key()), get("/health"), post(second, switch.key()), post(third, switch.key())
            )
            bench.clock_waits_at, bench.rules_wait = 0, False
            bench.model_does.clear()
            diagnose("waits-under-a-lock", not bench.stalled,
                     f"While the {who} took long to answer for {first['transaction_id']}, another payment or GET /health"
                     f" was kept waiting. Clock and rules are other systems too: each call blocks its thread. Ask"
                     " them in a thread, and not while you hold a lock that others need.")
            for got, one in zip([slow, *others], [first, second, third], strict=True):
                if fails:
                    refuse_other_fallback(bench, got, one, "error", "step_up", "The model server refused the connection")
                else:
                    refuse_other_model_decision(bench, got, one, 0.0, bench.model_version)


def refuse_a_small_pool(bench, switch):
    """So many payments wait for the model, and one more, /health and /ready are served all the same."""
    waiting, other = [switch.record() for _ in range(WAITING)], switch.record()
    bench.model_does += [Held(bench.reply(0.0))] * WAITING + [Replies(bench.reply(1.0))]
    got = bench.play(
        *[Begin(post(record, switch.key())) for record in waiting], bench.are_held(WAITING),
        post(other, switch.key()), get("/health"), get("/ready"), bench.release,
    )
    bench.model_does.clear()
    diagnose("pool-too-small", len(bench.held) == WAITING and not bench.stalled,
             f"{WAITING} payments were to wait for the model at once; {len(bench.held)} came to it, and then the next payment,"
             " GET /health or GET /ready was kept waiting. Count the threads that may block at once: a pool has a size,"
             " also the one you did not make yourself, and when all of it waits nobody is served.")
    refuse_other_model_decision(bench, got[WAITING], other, 1.0, bench.model_version)
    for one, record in zip(got, waiting, strict=False):
        refuse_other_model_decision(bench, one, record, 0.0, bench.model_version)


@points(4, needs="test_one_slow_answer_holds_nobody_up")
def test_the_model_gets_the_time_that_is_left(bench, switch):
    """The timeout is what budget and deadline leave, less the reserve; without time the model is not asked."""
    some = int(switch.rng.integers(60, 100))
    for what, deadline in [
        ("no deadline", lambda budget, reserve: None),
        # never what another slip would give as well
        ("a deadline within the budget", lambda budget, reserve: some + (some == budget - reserve)),
        ("a deadline beyond the budget", lambda budget, reserve: budget + 700),
        ("a deadline at the end of the budget", lambda budget, reserve: budget),
        ("a deadline that leaves 1 ms", lambda budget, reserve: reserve + 1),
        ("a deadline that leaves nothing", lambda budget, reserve: reserve),
        ("a deadline that has passed", lambda budget, reserve: -40),
    ]:
        bench = another(bench).start()
        budget, reserve = bench.settings["budget_ms"], bench.settings["reserve_ms"]
        left = deadline(budget, reserve)
        bench.now += int(switch.rng.integers(500, 5_000))
        record = switch.record()
        bench.rules_say(record, "decline")
        bench.model_does.append(Late())
        headers = {} if left is None else {"X-Deadline-Ms": str(bench.now + left)}
        got = bench.post(record, **headers)
        bench.model_does.clear()
        usable = min(budget, budget if left is None else left) - reserve
        case = f"{record['transaction_id']} came with {what} (budget {budget} ms, reserve {reserve} ms" + (
            f", deadline in {left} ms)" if left is not None else ")")
        if usable >= 1:
            diagnose("gives-up-early", len(bench.asked) == 1,
                     f"{case}: {usable} ms were left for the model, and it was not asked.")
            refuse_other_timeout(bench.asked[0].timeout_ms, usable, budget, reserve, left, case)
            refuse_other_fallback(bench, got, record, "timeout", "decline", case)
        else:
            diagnose("asks-without-time", not bench.asked,
                     f"{case}: nothing was left for the model, and it was asked all the same, with a timeout of"
                     f" {bench.asked[0].timeout_ms if bench.asked else 0} ms. Its answer comes when nobody listens.")
            diagnose("no-time-refused", got.is_decision,
                     f"{case}, and the request ended in {got.told}. The rules need only the reserve: they decide.")
            refuse_other_fallback(bench, got, record, "no_time", "decline", case)
    bench, record = another(bench).start(), switch.record()
    bench.model_does.append(Slow(bench.reply(0.0)))
    got = bench.post(record)
    diagnose("late-reply-dropped", not got.is_decision or got.data["source"] == "model",
             f"The model replied soundly for {record['transaction_id']}, 10 ms after its timeout, and the rules decided."
             " Whatever the clock says by then, a sound reply is the best there is, and asking the rules takes longer still.")
    refuse_other_model_decision(bench, got, record, 0.0, bench.model_version)


def refuse_other_timeout(given, usable, budget, reserve, left, case):
    number = type(given) in (int, float) and math.isfinite(given)
    diagnose("no-timeout", number,
             f"{case}, and the model was asked with timeout_ms {given!r:.30}. A call without a timeout waits as"
             " long as the other side likes.")
    diagnose("seconds-for-milliseconds", not math.isclose(given * 1000, usable),
             f"{case}: {usable} ms were left, and timeout_ms was {given}: those are seconds.")
    diagnose("timeout-not-whole", type(given) is int,
             f"{case}, and timeout_ms was {given!r}: whole milliseconds, an int.")
    diagnose("forgets-the-reserve", given != usable + reserve,
             f"{case}, and the model was given {given} ms, all there was. When it is late, no time is left for the rules:"
             " the reserve is theirs.")
    diagnose("ignores-the-deadline", left is None or left >= budget or given != budget - reserve,
             f"{case}, and the model was given {given} ms, as if there were no deadline. The caller stops listening"
             " before you answer, and answers for you.")
    diagnose("ignores-the-budget", left is None or left <= budget or given != left - reserve,
             f"{case}, and the model was given {given} ms. A caller with patience does not widen the service's own"
             " budget: the smaller of the two holds.")
    diagnose("past-the-budget", given <= usable,
             f"{case}: {usable} ms were left for the model, and it was given {given}.")
    diagnose("wastes-time", given >= usable,
             f"{case}: {usable} ms were left for the model, and it was given only {given}. Time given away is paid in"
             " needless fallbacks.")


@points(5, needs="test_one_slow_answer_holds_nobody_up")
def test_a_key_is_decided_once(bench, switch):
    """The same key and record give the same answer, another record a conflict; the model is asked once."""
    bench.start()
    record, key = switch.record(), switch.key()
    bench.model_does.append(Replies(bench.reply(0.0)))
    once = bench.post(record, key)
    refuse_other_replay(bench, once, record, key, turned(record))
    refuse_kept_under_other_records(bench, once, record, key)
    refuse_dedupe_without_key(bench, once, record)
    swapped = switch.record()
    got = bench.post(swapped, key.swapcase())
    diagnose("key-folded", got.is_decision and got.data != once.data,
             f"The keys {key} and {key.swapcase()} were taken for the same one, with {got.told}. They are two keys, of two"
             " senders perhaps: compare keys as they are.")
    bench.model_does.append(Fails(ConnectionError))
    record, key = switch.record(), switch.key()
    once = bench.post(record, key)
    bench.model_version = "fraud-2"
    refuse_other_replay(bench, once, record, key, record, "fallback-not-kept")
    refuse_at_the_same_time(bench, switch)
    refuse_stuck(bench, switch)
    record, key = switch.record(), switch.key()
    bench.post(record, key)
    refuse_forgetting(another(bench).start(), switch)
    bench = another(bench).start()
    records = [switch.record() for _ in range(4)]
    names = {bench.post(one).data["decision_id"] for one in records}
    bench.post(record, key)
    other = another(bench).start()
    got = other.post(switch.record(), key)
    diagnose("shared-state", got.is_decision and len(other.asked) == 1,
             f"A second app in the same process was sent the key {key} for the first time, with {got.told}: it remembers"
             " what the first one was sent. Keep state in the app, not in the module: tests, tenants and reloads share"
             " a process.")
    again = {other.post(one).data["decision_id"] for one in records}
    diagnose("counted-ids", not names & again,
             f"Two apps gave the decision_id {min(names & again, default='')!r:.70} to two decisions. What counts from one starts again"
             " with every instance and every restart; all their decisions lie in one archive.")


OTHERS = 300


def refuse_forgetting(bench, switch):
    """A key is kept as long as the app, whatever came in between."""
    record, key = switch.record(), switch.key()
    once = bench.post(record, key)
    # without time for the model: one question less
    bench.play(*[post(switch.record(), switch.key(), **{"X-Deadline-Ms": str(bench.now)}) for _ in range(OTHERS)])
    refuse_other_replay(bench, once, record, key, record, "keys-forgotten")


def turned(record):
    """The same record, fields in another order and with blanks."""
    return json.dumps(dict(reversed(record.items())), indent=2)


def refuse_other_replay(bench, once, record, key, sent, diagnosis="replay-asks-again"):
    before = len(bench.asked)
    again = bench.post(sent, key)
    tx = record["transaction_id"]
    for deadline in (bench.now + 90, bench.now):
        later = bench.post(sent, key, **{"X-Deadline-Ms": str(deadline)})
        diagnose("deadline-in-the-key", later.data == again.data or again.status != 200 or again.data != once.data,
                 f"{tx} was sent again with its key and another X-Deadline-Ms than before, and was answered with"
                 f" {later.told if later.status != 200 else 'another decision'}. A retry has a later deadline: it says how"
                 " long the sender waits, not what is paid.")
    diagnose("replay-refused", again.status == 200,
             f"{tx} was sent again with its key, fields in any order, and the request ended in {again.told}. The sender"
             " lost the answer and asks for it: the same record is the same, however its JSON is written.")
    first = {
        "fallback-not-kept": "Its first answer, a fallback while the model was away, has been acted on",
        "conflict-replaces": "A conflict came in between, which does not undo the decision",
        "keys-forgotten": f"{OTHERS} other payments came in between; keys are kept as long as the app. The first answer has been acted on",
    }.get(diagnosis, "Its first answer has been acted on")
    diagnose(diagnosis, len(bench.asked) == before,
             f"{tx} was sent again with its key, and the model was asked again. {first}; asking twice counts the card's"
             " velocity twice, and may answer differently.")
    diagnose("replay-differs", again.data == once.data,
             f"{tx} was sent again with its key, and the answer differs from the first ({str(again.data)[:120]}). It is"
             " the same decision, with the same decision_id.")


def refuse_kept_under_other_records(bench, once, record, key):
    for what, change, diagnosis in [
        ("another amount", {"amount_cents": record["amount_cents"] + 1}, "key-ignores-the-payload"),
        ("another card", {"card_number": record["card_number"][::-1]}, "key-ignores-the-payload"),
        ("another e-mail address", {"email": "z" + record["email"]}, "key-ignores-the-person"),
        ("its e-mail address in capitals", {"email": record["email"].upper()}, "key-ignores-the-person"),
        ("another cardholder", {"cardholder": record["cardholder"] + " jr"}, "key-ignores-the-person"),
    ]:
        before, other = len(bench.asked), record | change
        got = bench.post(other, key)
        diagnose(diagnosis, not got.is_decision or got.data != once.data,
                 f"The key of {record['transaction_id']} came with {what}, and received the answer of the first record."
                 " That is another payment: whoever reuses a key gets the approval of somebody else's.")
        if not got.is_decision:
            refuse_repeating("A key that came with another record", repeated(got, record, other, key))
        is_told = isinstance(got.data, dict) and got.data.get("error") == "key_conflict"
        diagnose("conflict-decided", len(bench.asked) == before and not got.is_decision,
                 f"The key of {record['transaction_id']} came with {what}, and was decided anew. Then the first decision"
                 " cannot be replayed any more: refuse it, the sender has a bug.")
        diagnose("wrong-error", got.status == 422 and is_told,
                 f"A key that came with {what} was answered with {got.told}; promised is 422 with error 'key_conflict'.")
        refuse_other_replay(bench, once, record, key, record, "conflict-replaces")


def refuse_dedupe_without_key(bench, once, record):
    before = len(bench.asked)
    got = bench.post(record)
    diagnose("dedupes-without-key", got.is_decision and len(bench.asked) == before + 1,
             f"{record['transaction_id']} came under a new key, and the model was not asked ({got.told}). A new key is a"
             " new question, for instance after a step-up: the key alone says what is a retry.")
    diagnose("repeated-id", got.data.get("decision_id") != once.data.get("decision_id"),
             f"Two decisions about {record['transaction_id']} under two keys have the same decision_id"
             f" {str(got.data.get('decision_id'))[:64]!r}. A complaint about one would find the other.")


def refuse_at_the_same_time(bench, switch):
    record, key = switch.record(), switch.key()
    before = len(bench.asked)
    bench.model_does.append(Held(bench.reply(0.0)))
    first, again, other = bench.while_held(
        post(record, key), post(record, key), post(switch.record(), key)
    )
    tx = record["transaction_id"]
    diagnose("duplicate-waits", not bench.stalled,
             f"{tx} came a second time while the first was being decided, and was kept waiting for it. Retries come when"
             " the model is slow; each would then hold a thread until none is left. Answer 409 at once.")
    diagnose("scores-twice-at-once", len(bench.asked) == before + 1,
             f"{tx} came a second time while the first was being decided, and the model was asked twice. Between looking"
             " the key up and storing the answer lies the whole call: take the key first, in one step.")
    for refused in (again, other):
        if not refused.is_decision:
            refuse_repeating(f"A second request under the key of {tx}", repeated(refused, record, None, key))
    is_told = isinstance(again.data, dict) and again.data.get("error") == "in_progress"
    diagnose("wrong-error", again.status == 409 and is_told,
             f"{tx} came a second time while the first was being decided, and was answered with {again.told}; promised is"
             " 409 with error 'in_progress'.")
    is_told = isinstance(other.data, dict) and other.data.get("error") == "key_conflict"
    diagnose("conflict-in-progress", other.status == 422 and is_told,
             f"The key of {tx} came with another record while the first was being decided, and was answered with"
             f" {other.told}; that is a conflict whether or not the first is through: 422, 'key_conflict'.")
    refuse_other_model_decision(bench, first, record, 0.0, bench.model_version)
    refuse_other_replay(bench, first, record, key, record)


def refuse_stuck(bench, switch):
    record, key = switch.record(), switch.key()
    refused = bench.post(record | {"country": None}, key)
    got = bench.post(record, key)
    diagnose("key-stuck", got.is_decision or refused.is_decision,
             f"{record['transaction_id']} was refused as malformed, corrected, and sent with the same key, with"
             f" {got.told}. A refused record was never decided: it leaves no trace under its key.")
    record, key = switch.record(), switch.key()
    bench.rules_fail = True
    bench.model_does.append(Fails(ConnectionError))
    bench.post(record, key)
    bench.rules_fail = False
    bench.model_does.append(Replies(bench.reply(0.0)))
    got = bench.post(record, key)
    bench.model_does.clear()
    tx = record["transaction_id"]
    diagnose("key-stuck", got.status != 409,
             f"{tx} could not be decided (model and rules down), and its retry is answered with 409 for ever: the key was"
             " never given back.")
    diagnose("failure-kept", got.is_decision,
             f"{tx} could not be decided (model and rules down), and its retry, with both back, is answered with"
             f" {got.told}. No decision is nothing to keep: a retry with the same key is decided.")


@points(5, needs="test_the_model_gets_the_time_that_is_left")
def test_the_circuit_opens_and_closes(bench, switch):
    """After so many failures in a row the model is left alone; after the cool-down one trial decides."""
    bench.start()
    refuse_other_opening(bench, switch, bench.settings["breaker_failures"])
    bench = opened(another(bench).start(), switch)
    refuse_asking_while_open(bench, switch)
    refuse_other_half_open(bench)
    refuse_two_trials(opened(another(bench).start(), switch), switch)
    refuse_no_time_as_outcome(another(bench).start(), switch)
    refuse_counting_after_the_rules(another(bench).start(), switch)
    for old in (Replies(bench.reply(0.0)), Fails(ConnectionError)):
        refuse_old_news_while_open(another(bench).start(), switch, old)
        refuse_old_news_during_the_trial(another(bench).start(), switch, old)
        refuse_old_news_when_closed(another(bench).start(), switch, old)


def refuse_counting_after_the_rules(bench, switch):
    """The failure counts when the model's call returned: also when the rules then fail, or take their time."""
    limit, cooldown = bench.settings["breaker_failures"], bench.settings["cooldown_ms"]
    bench.rules_fail = True
    bench.fail(limit)
    bench.rules_fail = False
    asked, _ = bench.asks()
    diagnose("counts-after-the-rules", not asked,
             f"The model failed {limit} times in a row, the rules failed each time too, and the model is still asked. A"
             " failure of the model counts when its call returned, whatever becomes of the payment.")
    bench = another(bench).start()
    bench.fail(bench.settings["breaker_failures"] - 1)
    cooldown, bench.rules_take_ms, since = bench.settings["cooldown_ms"], 700, bench.now
    bench.fail(1)
    bench.rules_take_ms, bench.now = 0, since + cooldown
    asked, _ = bench.asks()
    diagnose("counts-after-the-rules", asked,
             f"The model failed, the rules took 700 ms to decide, and {cooldown} ms after the failure the trial was not"
             " due. The cool-down counts from the return of the model's call, not from the end of the decision.")


def first_held(bench, old):
    """What the model does for the call that comes back late: the same, held back."""
    bench.model_does.append(Held(old.reply if isinstance(old, Replies) else ConnectionError("late")))


def said(old):
    return "succeeded" if isinstance(old, Replies) else "failed"


OLD_NEWS = "A call counts only if the circuit has neither opened nor closed since it began: it tells how the model was then."


def refuse_old_news_while_open(bench, switch, old):
    """A call from before the circuit opened comes back while it is open."""
    limit, cooldown = bench.settings["breaker_failures"], bench.settings["cooldown_ms"]
    first_held(bench, old)
    bench.model_does += [Fails(ConnectionError)] * limit
    opened_at = bench.now
    bench.play(
        Begin(post(switch.record(), switch.key())), bench.are_held(1),
        *[post(switch.record(), switch.key()) for _ in range(limit)],
        lambda: setattr(bench, "now", opened_at + cooldown // 2), bench.release, End(0),
    )
    asked, _ = bench.asks()
    case = f"The circuit opened, and then a call that had begun before {said(old)}"
    diagnose("old-news-counts", not asked, f"{case}; the model was asked again at once. {OLD_NEWS}")
    bench.now = opened_at + cooldown
    asked, _ = bench.asks()
    diagnose("old-news-counts", asked, f"{case}; {cooldown} ms after it opened no trial was made. {OLD_NEWS}")


def refuse_old_news_during_the_trial(bench, switch, old):
    """A call from before comes back while the trial is on its way."""
    limit, cooldown = bench.settings["breaker_failures"], bench.settings["cooldown_ms"]
    first_held(bench, old)
    bench.model_does += [*[Fails(ConnectionError)] * limit, Held(bench.reply(0.0))]
    asked = []
    opened_at = bench.now
    bench.play(
        Begin(post(switch.record(), switch.key())), bench.are_held(1),
        *[post(switch.record(), switch.key()) for _ in range(limit)],
        lambda: setattr(bench, "now", opened_at + cooldown),
        Begin(post(switch.record(), switch.key())), bench.are_held(2),
        lambda: bench.release(0), End(0),
        lambda: asked.append(len(bench.asked)), post(switch.record(), switch.key()), lambda: asked.append(len(bench.asked)),
        bench.release,
    )
    case = f"The trial was on its way, and a call that had begun before the circuit opened {said(old)}"
    diagnose("old-news-counts", asked[1] == asked[0], f"{case}; another payment was then sent to the model. {OLD_NEWS}")
    closed, _ = bench.asks()
    diagnose("old-news-counts", closed, f"{case}; the trial then succeeded, and did not close the circuit. {OLD_NEWS}")


def refuse_old_news_when_closed(bench, switch, old):
    """A call from before comes back when the circuit has opened and closed again."""
    limit, cooldown = bench.settings["breaker_failures"], bench.settings["cooldown_ms"]
    first_held(bench, old)
    bench.model_does += [*[Fails(ConnectionError)] * limit, Replies(bench.reply(0.0)), *[Fails(ConnectionError)] * (limit - 1)]
    opened_at = bench.now
    bench.play(
        Begin(post(switch.record(), switch.key())), bench.are_held(1),
        *[post(switch.record(), switch.key()) for _ in range(limit)],
        lambda: setattr(bench, "now", opened_at + cooldown),
        *[post(switch.record(), switch.key()) for _ in range(limit)],
        bench.release, End(0),
    )
    case = f"The circuit opened and closed, {limit - 1} calls failed, and one that had begun before all that {said(old)}"
    if isinstance(old, Fails):
        asked, _ = bench.asks()
        diagnose("old-news-counts", asked, f"{case}; with breaker_failures {limit} the circuit was open. {OLD_NEWS}")
    else:
        bench.fail(1)
        asked, _ = bench.asks()
        diagnose("old-news-counts", not asked,
                 f"{case}; another failure, {limit} in a row now, did not open the circuit. {OLD_NEWS}")


def refuse_other_opening(bench, switch, limit):
    """Counts failures in a row, of every kind, up to exactly the limit."""
    bench.fail(limit - 1)
    asked, got = bench.asks()
    diagnose("opens-early", asked,
             f"{limit - 1} failures in a row, and the model is not asked any more ({got.told}); breaker_failures is"
             f" {limit}. The rules would decide while the model is still worth asking.")
    bench.fail(limit - 1)
    asked, got = bench.asks()
    diagnose("counts-not-in-a-row", asked,
             f"{limit - 1} failures, a success, {limit - 1} failures, and the model is not asked any more. Failures count"
             " in a row: a success starts the count anew, or every service opens its circuit by the weekend.")
    bench.fail(limit)
    asked, _ = bench.asks()
    if asked:
        bench.fail(limit + 1)
        late, _ = bench.asks()
        diagnose("opens-late", late,
                 f"{limit} failures in a row, and the model was still asked; breaker_failures is {limit}: the next one is"
                 " spared.")
    diagnose("never-opens", not asked,
             f"{limit} failures in a row, and the model is still asked. Each customer waits for the whole timeout, and a"
             " server in trouble gets no rest.")
    for what, part in [("timeouts", Late()), ("bad replies", Replies(bench.reply(math.nan)))]:
        bench = another(bench).start(breaker_failures=limit)
        for _ in range(limit):
            bench.model_does.append(part)
            bench.post(switch.record())
        asked, _ = bench.asks()
        diagnose("some-failures-do-not-count", not asked,
                 f"{limit} {what} in a row, and the model is still asked. Timeouts, errors and bad replies are failures"
                 " alike: a server that answers NaN all day is as ill as one that does not answer.")


def opened(bench, switch):
    """The circuit has just opened, by a call that took its whole timeout."""
    bench.fail(bench.settings["breaker_failures"] - 1)
    bench.model_does.append(Late())
    bench.post(switch.record())
    return bench


def refuse_asking_while_open(bench, switch):
    cooldown, since = bench.settings["cooldown_ms"], bench.now
    for after in (0, 1, cooldown // 2, cooldown - 1):
        bench.now = since + after
        record = switch.record()
        bench.rules_say(record, ACTIONS[after % 3])
        before = len(bench.asked)
        got = bench.post(record)
        why = f"{after} ms after the circuit opened (cooldown_ms {cooldown})"
        diagnose("cool-down-cut-short", len(bench.asked) == before,
                 f"{why} the model was asked. The cool-down counts from the return of the failure that opened it, and lasts"
                 " in full.")
        diagnose("open-circuit-refuses", got.is_decision,
                 f"{why} a payment ended in {got.told}. An open circuit spares the model, not the customer: the rules"
                 " decide.")
        refuse_other_fallback(bench, got, record, "open_circuit", ACTIONS[after % 3], why)
    bench.now = since + cooldown


def refuse_other_half_open(bench):
    """At the end of the cool-down: one trial; its failure opens again, its success closes."""
    cooldown = bench.settings["cooldown_ms"]
    bench.model_does.append(Fails(ConnectionError))
    asked, _ = bench.asks()
    if not asked:
        bench.now += 1
        asked, _ = bench.asks()
        diagnose("cool-down-exclusive", not asked,
                 f"Exactly {cooldown} ms after the circuit opened the model was not asked, a millisecond later it was."
                 " When cooldown_ms have passed, the trial is due.")
        bench.now += cooldown
        asked, _ = bench.asks()
        diagnose("traffic-keeps-it-open", not asked,
                 f"The circuit opened, payments came all the time, and {cooldown} ms later the model was not asked; after"
                 " a pause it was. A payment that was not sent to the model says nothing about it, and must not prolong"
                 " the cool-down: in production there is no pause.")
        diagnose("never-closes", False,
                 f"{2 * cooldown} ms after the circuit opened (cooldown_ms {cooldown}) the model is still not asked. It"
                 " recovered long ago, and the rules go on deciding until somebody restarts the service.")
    since = bench.now
    for after in (0, cooldown - 1):
        bench.now = since + after
        asked, _ = bench.asks()
        diagnose("failed-trial-forgiven", not asked,
                 f"The trial after the cool-down failed, and {after} ms later the model was asked again. One failed trial"
                 " opens the circuit for another whole cool-down.")
    bench.now = since + cooldown
    asked, _ = bench.asks()
    diagnose("never-closes", asked,
             "The trial after the first cool-down failed, and after the second the model was not asked. Each cool-down"
             " ends in a trial.")
    bench.model_does.append(Fails(ConnectionError))
    asked, got = bench.asks()
    diagnose("success-does-not-close", asked,
             f"The trial succeeded, and the next payment was not sent to the model ({got.told}). One success closes the"
             " circuit.")
    asked, _ = bench.asks()
    diagnose("closes-with-the-old-count", asked,
             f"The circuit closed, a single failure followed, and it was open again, with breaker_failures"
             f" {bench.settings['breaker_failures']}. Closing starts the count anew.")


def refuse_two_trials(bench, switch):
    """While the trial is on its way, everybody else is decided by the rules."""
    bench.now += bench.settings["cooldown_ms"]
    first, second, before = switch.record(), switch.record(), len(bench.asked)
    bench.model_does.append(Held(bench.reply(0.0)))
    trial, other = bench.while_held(post(first, switch.key()), post(second, switch.key()))
    diagnose("flood-on-half-open", len(bench.asked) == before + 1,
             f"The cool-down was over, and while the trial ({first['transaction_id']}) was on its way,"
             f" {second['transaction_id']} was sent to the model too. A server that just got up is knocked down again by"
             " everybody at once: one trial, the others by the rules.")
    diagnose("one-at-a-time", not bench.stalled,
             f"While the trial was on its way, {second['transaction_id']} was kept waiting for its outcome.")
    refuse_other_fallback(bench, other, second, "open_circuit", "step_up", "The trial was on its way")
    refuse_other_model_decision(bench, trial, first, 0.0, bench.model_version)


def refuse_no_time_as_outcome(bench, switch):
    """A payment without time for the model says nothing about the model."""
    limit = bench.settings["breaker_failures"]
    for _ in range(limit + 1):
        bench.post(switch.record(), **{"X-Deadline-Ms": str(bench.now)})
    asked, _ = bench.asks()
    diagnose("no-time-counts", asked,
             f"{limit + 1} payments left no time for the model, and now it is not asked any more. They were never sent to"
             " it: one impatient caller would switch the model off for everybody.")
    bench.fail(limit - 1)
    bench.post(switch.record(), **{"X-Deadline-Ms": str(bench.now)})
    bench.fail(1)
    asked, _ = bench.asks()
    diagnose("no-time-forgives", not asked,
             f"{limit - 1} failures, a payment that left no time for the model, one more failure, and the model is still"
             " asked. Who was not sent to the model says nothing about it, neither good nor bad.")
    bench = opened(another(bench).start(), switch)
    record = switch.record()
    got = bench.post(record, **{"X-Deadline-Ms": str(bench.now)})
    diagnose("circuit-before-time", not got.is_decision or got.data["reason"] != "open_circuit",
             f"The circuit was open, {record['transaction_id']} left no time for the model either, and the reason is"
             " 'open_circuit'. Time is looked at first: 'no_time', or a caller's short deadlines hide in an outage.")
    refuse_other_fallback(bench, got, record, "no_time", "step_up", "The circuit was open, and no time was left either")
    bench.now += bench.settings["cooldown_ms"]
    bench.post(switch.record(), **{"X-Deadline-Ms": str(bench.now)})
    asked, _ = bench.asks()
    diagnose("trial-lost", asked,
             "When the cool-down was over, a payment came that left no time for the model, and after it the model was"
             " never tried. The trial belongs to the first payment that is really sent.")


@points(3, needs="test_one_slow_answer_holds_nobody_up")
def test_alive_and_ready_are_two_questions(bench, switch):
    """/health answers for the process, /ready for the model, each as of now."""
    bench.start()
    for loaded, ready in [(False, 503), (True, 200), (Fails(ConnectionError), 503), (True, 200), (False, 503)]:
        bench.loaded = loaded
        state = "with no model loaded" if loaded is False else "with a model loaded" if loaded is True else (
            "with a model server that does not answer")
        before = len(bench.asked) + len(bench.ruled) + bench.loads
        health = bench.get("/health")
        diagnose("health-depends-on-the-model", health.status == 200,
                 f"GET /health gave {health.told} {state}. Restarting this process mends no model: alive is 200.")
        diagnose("health-asks-the-model", len(bench.asked) + len(bench.ruled) + bench.loads == before,
                 "GET /health asked the model or the rules. When they hang, so does the answer, and the platform restarts"
                 " every healthy instance at once.")
        got = bench.get("/ready")
        refuse_other_readiness(got, ready, loaded, state)
    bench.loaded = Held(True)
    _, health = bench.while_held(get("/ready"), get("/health"))
    diagnose("blocking-event-loop", not bench.stalled,
             "While GET /ready waited for the model server, GET /health was not served: is_loaded blocks the event loop."
             " It is a call over the network like the other.")
    bench.loaded = True
    opened(bench, switch)
    got = bench.get("/ready")
    diagnose("open-circuit-unready", got.status == 200,
             f"With an open circuit GET /ready gave {got.told}. All instances see the same model server: all would leave"
             " the load balancer at once, and nobody would be left to let the rules decide.")
    bench = another(bench).start()
    bench.loaded = False
    bench.model_does.append(Fails(RuntimeError))
    got = bench.post(switch.record())
    diagnose("unready-refuses", got.is_decision,
             f"A payment that came while no model was loaded ended in {got.told}. /ready steers traffic; what comes all"
             " the same is decided.")
    record = switch.record()
    got = bench.post(record)
    diagnose("asks-readiness-first", bench.loads == 0 and len(bench.asked) == 2,
             f"{record['transaction_id']} came while the model server said that no model was loaded, and"
             f" {'is_loaded was asked before the decision' if bench.loads else 'the model was not asked'}. Its reply tells"
             " all there is to know; another question costs the customer's time.")
    refuse_other_model_decision(bench, got, record, 0.05, bench.model_version)


def refuse_other_readiness(got, ready, loaded, state):
    if ready == 503:
        diagnose("ready-without-a-model", got.status != 200,
                 f"GET /ready gave 200 {state}. A rollout would go on to the next instance, until all of them decide by"
                 " the rules and nobody has noticed.")
        diagnose("ready-is-500", got.status != 500 and not got.raised,
                 f"GET /ready gave {got.told} {state}; that is a known state, with a known answer: 503.")
    diagnose("never-ready", got.status == ready,
             f"GET /ready gave {got.told} {state}. It is asked every few seconds and tells how it is now: {ready}.")
    is_told = isinstance(got.data, dict) and got.data.get("ready") is (ready == 200)
    diagnose("ready-untold", is_told,
             f"GET /ready gave {got.told} {state}; its body should be {{\"ready\": {'true' if ready == 200 else 'false'}}}.")


@points(4, needs="test_falls_back_to_the_rules")
def test_the_log_tells_decisions_and_no_people(bench, switch):
    """Each decision is logged with its id, action, source and reason; nothing personal is, not even in trouble."""
    bench.start(breaker_failures=50)
    diagnose("touches-the-root-logger", bench.handlers_kept,
             "create_app changed the handlers of the root logger. They are the platform's: it loses its own lines, or gets"
             " each one twice. A service takes logging.getLogger(__name__), writes, and lets records propagate.")
    parts = [
        (Replies(bench.reply(0.0)), None), (Replies(bench.reply(1.0)), None), (Fails(ConnectionError), "error"),
        (Fails(ValueError), "error"), (Late(), "timeout"), (Replies(bench.reply(math.nan)), "bad_reply"),
        (Replies("a text"), "bad_reply"), (Quotes(), "bad_reply"),
    ]
    for part, reason in parts:
        record, key = switch.record(), switch.key()
        bench.rules_say(record, "decline")
        bench.model_does.append(part)
        got = bench.post(record, key)
        happened = "was decided by the model" if reason is None else f"fell back ({reason})"
        refuse_personal_lines(got, record, happened)
        refuse_missing_line(got, record)
        refuse_personal_lines(bench.post(record, key), record, "was sent again")
        other = record | {"amount_cents": record["amount_cents"] + 1}
        refuse_personal_lines(bench.post(other, key), other, "came under a used key")
    for what, record, sent, *_ in malformed(switch):
        refuse_personal_lines(bench.post(sent), record, f"was refused for {what}", refused=True)
    bench.rules_fail = True
    record = switch.record()
    bench.model_does.append(Fails(ConnectionError))
    refuse_personal_lines(bench.post(record), record, "could not be decided")
    bench.rules_fail, bench.rules_reply = False, lambda ruling: {"problem": f"no rule, cannot score {record}"}
    bench.model_does.append(Fails(ConnectionError))
    refuse_personal_lines(bench.post(record), record, "could not be decided, as the rules gave no ruling,")
    bench.loaded = Fails(ConnectionError)
    bench.get("/ready")


def refuse_personal_lines(got, record, happened, *, refused=False):
    """No line of the log, and nothing printed, holds personal data of the record."""
    name = str(got.data.get("decision_id", "")) if isinstance(got.data, dict) else ""
    found = next(((what, line) for line in got.logs if (what := personal(line, record, name)) is not None), None)
    what, line = found or ("", "")
    told = f"{record['transaction_id']} {happened}, and the log then holds the {what}."
    quoted = "server failed on" in line or "no answer within" in line
    diagnose("logs-the-exception", not quoted,
             f"{told} It came with the text of an error: a client quotes what it was sent. Log the class of an error, not"
             " its text and not its traceback.")
    diagnose("logs-the-reply", "cannot score" not in line,
             f"{told} It came with the model's or the rules' reply, which quoted what was sent. A reply that is not sound can"
             " hold anything: log that it was not, never what it was.")
    diagnose("masks-too-little", what != "card number, in part",
             f"{told} Five of its digits or more stand there beyond the last four. The first six name the bank, and with the"
             " last four some 100,000 cards are left to try: the last four, and no other digit.")
    diagnose("logs-refused-records", found is None or not refused,
             f"{told} The record was refused, and is somebody's card all the same.")
    diagnose("logs-the-card", what != "card number",
             f"{told} Everybody who can read logs, at any level, can pay with it.")
    diagnose("logs-the-person", found is None,
             f"{told} Logs are copied and kept, and no request for deletion reaches them.")


def refuse_missing_line(got, record):
    data = got.data
    lines = [line for line in got.logs if str(data["decision_id"]) in line]
    diagnose("no-log-line", bool(lines),
             f"The decision {str(data['decision_id'])[:64]} about {record['transaction_id']} left no line in the log. Who"
             " answers a complaint starts from there.")
    wanted = [data["action"], data["source"], *([data["reason"]] if data["reason"] else [])]
    lacking = [one for one in wanted if not any(str(one) in line for line in lines)]
    diagnose("log-without-the-decision", not lacking,
             f"The log line of {record['transaction_id']} lacks {', '.join(map(str, lacking))}: it names the decision_id,"
             " the action, the source and the reason of a fallback, in one line.")
