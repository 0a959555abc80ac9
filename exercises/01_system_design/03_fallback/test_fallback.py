"""Graded tests of system_design/fallback: 20 points in one chain. Faults come from a script on this side, time from a clock on this side.

Deciders live in the worker, driven by `harness.py`; their model, rules and clock are stubs of the `Stage` below, which
knows who was asked what, and when. What the harness brings back is a claim.
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from signoff.testing import diagnose, gate, points

# The sentences for the learner stay whole:
# fmt: off

ACTIONS = ["approve", "step_up", "review", "decline"]
REASONS = ["timeout", "error", "bad_score", "stale", "unhealthy"]
FRICTION_EUR = {"step_up": 0.60, "decline": 9.00}
REVIEW_EUR = 4.00
PAYMENTS = 300


# --- the stage ---


@dataclass(frozen=True)
class Call:
    """How the model server answers one payment: after `takes_ms` (from the end of submitting), with `reply` or by raising."""

    reply: Any = None
    takes_ms: int = 20
    submit_ms: int = 2
    raises: type[Exception] | None = None
    at: str = "result"
    overruns: bool = False
    """Comes back with the reply even after the timeout."""
    called: str = "a sound reply"


@dataclass(frozen=True)
class Rule:
    """What the rules say of one payment."""

    action: Any = "review"
    rule: str | None = None
    cap_eur: float | None = None
    raises: bool = False


@dataclass
class Stage:
    """Model, handles, rules and clock, by a script; keeps who was asked what."""

    now: int
    calls: dict[str, Call] = field(default_factory=dict)
    ruled_by: dict[str, Rule] = field(default_factory=dict)
    submitted: list[Any] = field(default_factory=list)
    waited: list[Any] = field(default_factory=list)
    ruled: list[Any] = field(default_factory=list)
    began: dict[str, int] = field(default_factory=dict)

    def now_ms(self):
        return self.now

    def submit(self, event):
        self.submitted.append(event)
        name = id_of(event)
        call = self.calls.get(name, Call())
        self.now += call.submit_ms
        if call.raises is not None and call.at == "submit":
            raise call.raises("the model server: " + call.called)
        self.began[name] = self.now
        return name

    def result(self, ticket, timeout_ms):
        self.waited.append((ticket, timeout_ms))
        if type(timeout_ms) is not int or timeout_ms < 1:
            raise ValueError("timeout_ms is a whole number of milliseconds, at least 1")
        call, ready = self.calls.get(ticket, Call()), self.began.get(ticket, self.now) + self.calls.get(ticket, Call()).takes_ms
        if ready > self.now + timeout_ms and not call.overruns:
            self.now += timeout_ms
            raise TimeoutError(f"nothing after {timeout_ms} ms")
        self.now = max(self.now, ready)
        if call.raises is not None:
            raise call.raises("the model server: " + call.called)
        return call.reply

    def rule(self, event):
        self.ruled.append(event)
        rule = self.ruled_by.get(id_of(event), Rule())
        if rule.raises:
            raise RuntimeError("the rules: table not found")
        return {"action": rule.action, "rule": rule.rule, "cap_eur": rule.cap_eur}


def id_of(event):
    found = event.get("event_id") if isinstance(event, dict) else None
    return found if isinstance(found, str) else "?"


STUBBED = ("now_ms", "submit", "result", "rule")


class Desk:
    """One decider on its stage, with numbers drawn from the seed, and payments to send it."""

    made = 0

    def __init__(self, submission, rng, **settings):
        Desk.made += 1
        self.name, self.rng, self.sent, self.submission = f"desk-{Desk.made}", rng, 0, submission
        self.stage = Stage(now=int(rng.integers(10**9, 10**10)))
        self.budget_ms = int(settings.pop("budget_ms", rng.integers(90, 160)))
        cuts = np.sort(rng.choice(np.arange(20, 95), 3, replace=False)) / 100
        self.bands = settings.pop("bands", {"step_up_from": float(cuts[0]), "review_from": float(cuts[1]), "decline_from": float(cuts[2])})
        self.health = {"window": 1000, "min_good": 1, "cool_down_ms": 30_000, "max_age_ms": int(rng.integers(2_000, 9_000))} | settings.pop("health", {})
        self.left_alone = submission.harness.start(self.name, submission.stub(self.stage, *STUBBED), self.budget_ms, self.bands, self.health)

    def event(self, **changed):
        self.sent += 1
        rng = self.rng
        return {
            "event_id": f"pay-{self.sent}-{rng.integers(10**6)}",
            "amount_eur": round(float(rng.lognormal(3.6, 1.0)) + 1, 2),
            "features_at_ms": self.stage.now - int(rng.integers(0, 900)),
            "merchant": f"m-{rng.integers(900)}",
            "country": str(rng.choice(["HU", "CZ", "RO", "AT"])),
            "features": {"count_1h": float(rng.integers(0, 9)), "sum_24h": round(float(rng.gamma(2, 90)), 2)},
        } | changed

    def reply(self, score=None, **more):
        """A sound reply with a version that nobody can know beforehand."""
        return {"score": float(round(self.rng.uniform(0, 1), 6)) if score is None else score, "version": f"fraud-{self.rng.integers(10**5)}"} | more

    def send(self, event, call=None, rule=None, edit=None):
        """Play one payment; the answer with `model`, `waits` and `rules`: how often each was asked."""
        stage = self.stage
        if call is not None:
            stage.calls[event["event_id"]] = call
        if rule is not None:
            stage.ruled_by[event["event_id"]] = rule
        before = len(stage.submitted), len(stage.waited), len(stage.ruled)
        answer = self.submission.harness.decide(self.name, event, edit)
        answer["model"], answer["waits"], answer["rules"] = (
            len(now) - was for now, was in zip((stage.submitted, stage.waited, stage.ruled), before, strict=True))
        return answer

    def pass_ms(self, ms):
        self.stage.now += ms


@pytest.fixture
def rng(seed, request):
    return np.random.default_rng([seed, *request.node.name.encode()])


# --- the truth, slowly and obviously ---


def known_band(score, bands):
    if score >= bands["decline_from"]:
        return "decline"
    if score >= bands["review_from"]:
        return "review"
    return "step_up" if score >= bands["step_up_from"] else "approve"


def known_rule(rule, amount_eur):
    if rule.raises or rule.action not in ACTIONS:
        return "review"
    if rule.action == "approve" and (rule.rule is None or rule.cap_eur is None or amount_eur > rule.cap_eur):
        return "step_up"
    return rule.action


def known_reason(call, budget_ms):
    """Why the model does not decide, None if it does; and the milliseconds that its call takes."""
    if call.raises is not None and call.at == "submit":
        return "timeout" if call.raises is TimeoutError else "error", call.submit_ms
    if budget_ms - call.submit_ms < 1:
        return "timeout", call.submit_ms
    total = call.submit_ms + call.takes_ms
    if total > budget_ms:
        return "timeout", total if call.overruns else budget_ms
    if call.raises is not None:
        return "timeout" if call.raises is TimeoutError else "error", total
    return None if known_sound(call.reply) else "bad_score", total


def known_sound(reply):
    if type(reply) is not dict or type(reply.get("score")) not in (int, float) or math.isnan(reply["score"]):
        return False
    return 0 <= reply["score"] <= 1 and type(reply.get("version")) is str and reply["version"] != ""


class Known:
    """The decisions of the brief, with the whole history of calls written down."""

    def __init__(self, desk):
        self.desk, self.first = desk, {}
        self.ended = []  # (good, was a trial) of every call since the circuit last closed
        self.opened_at = None

    def decide(self, event, call, rule, now):
        """(action, source, reason, version), and the milliseconds that pass."""
        desk = self.desk
        if event["event_id"] in self.first:
            return self.first[event["event_id"]], 0
        stamp, reason, took = event["features_at_ms"], None, 0
        if stamp is None or now - stamp > desk.health["max_age_ms"]:
            reason = "stale"
        elif self.opened_at is not None and now < self.opened_at + desk.health["cool_down_ms"]:
            reason = "unhealthy"
        else:
            reason, took = known_reason(call, desk.budget_ms)
            if self.opened_at is not None:
                self.opened_at = None if reason is None else now + took
                self.ended = []
            else:
                self.ended.append(reason is None)
                last = self.ended[-desk.health["window"]:]
                if len(last) == desk.health["window"] and sum(last) < desk.health["min_good"]:
                    self.opened_at = now + took
        if reason is None:
            found = known_band(call.reply["score"], desk.bands), "model", None, call.reply["version"]
        else:
            found = known_rule(rule, event["amount_eur"]), "fallback", reason, None
        self.first[event["event_id"]] = found
        return found, took


# --- what every answer is held against ---


def told(answer):
    if answer["raised"]:
        return f"decide raised {answer['raised']}"
    if answer["said"] is None:
        return f"a {answer['type']}, no Decision"
    action, source, reason, version = answer["said"]
    return f"{action} by {source}, reason {reason}, model version {version}"


def check_form(answer, facts):
    """A decision at all; who does not even get here is told so before anything else."""
    diagnose("no-decision", answer["raised"] == "", f"{facts}: {told(answer)}. Every payment with a new id gets a decision.")
    diagnose("no-decision", answer["is_decision"], f"{facts}: got a {answer['type']}, expected a Decision with action, source, reason and model_version.")
    action, source, _, _ = answer["said"]
    diagnose("no-decision", action in ACTIONS and source in ("model", "fallback"),
             f"{facts}: action {action}, source {source}. An action is one of {', '.join(ACTIONS)}, a source model or fallback.")
    diagnose("event-changed", not answer["changed"], f"{facts}: the event was changed in place. It belongs to the caller, and goes to the ledger as it came.")


def check_fallback(answer, facts, reason, action):
    """The rules decided, tagged, with this reason and this action."""
    got, source, why, version = answer["said"]
    diagnose("untagged-fallback", source == "fallback" or answer["rules"] == 0,
             f"{facts}: the rules decided ({got}), but the source says model. Such decisions would be trained on as if the model had made them.")
    diagnose("rules-overruled", answer["rules"] == 1,
             f"{facts}: the rules were asked {answer['rules']} times, expected once. The answer was {told(answer)}.")
    diagnose("untagged-fallback", why is not None, f"{facts}: a fallback without a reason. Nobody can count what nobody wrote down.")
    diagnose("opens-early", why != "unhealthy" or reason == "unhealthy", f"{facts}: the reason is unhealthy, expected {reason}. The circuit was open, and nothing should have opened it: the window is not full yet, or enough of it was good.")
    diagnose("wrong-reason", why == reason, f"{facts}: the reason is {why}, expected {reason}.")
    diagnose("wrong-version", version is None, f"{facts}: a fallback names the model version {version}. The model did not decide.")
    diagnose("rules-overruled", got == action, f"{facts}: the rules' action is {action}, the decision {got}.")


def check_model(answer, facts, action, version):
    diagnose("needless-fallback", answer["said"][1] == "model", f"{facts}: {told(answer)}. The model decides whenever its reply is sound and in time.")
    got, _, why, named = answer["said"]
    diagnose("wrong-reason", why is None, f"{facts}: reason {why} although the model decided; expected None.")
    diagnose("wrong-version", named == version, f"{facts}: model version {named}, the reply said {version}. A decision is traced by the version that made it.")
    diagnose("wrong-band", got == action, f"{facts}: {got}, expected {action}.")


# --- the tests ---


@points(1)
def test_a_decision_in_the_promised_form(submission, rng):
    desk = Desk(submission, rng)
    diagnose("event-changed", desk.left_alone, "bands or health were changed in place by __init__. They are the caller's.")
    diagnose("asked-needlessly", not desk.stage.submitted and not desk.stage.ruled, "__init__ asked the model or the rules. Nobody has paid yet.")
    for at in range(4):
        event, reply = desk.event(), desk.reply()
        check_form(desk.send(event, Call(reply)), f"Payment {at + 1} with a sound reply")
        seen = desk.stage.submitted[-1] if desk.stage.submitted else None
        diagnose("event-changed", seen is None or seen == event, f"Payment {at + 1}: the model was asked about {str(seen)[:160]}, expected the whole event as it came.")
    for at in range(2):
        event = desk.event()
        check_form(desk.send(event, Call({"score": None, "version": "v"}), Rule("decline")), f"Payment {at + 5} with an unsound reply")
        seen = desk.stage.ruled[-1] if desk.stage.ruled else None
        diagnose("event-changed", seen is None or seen == event, f"Payment {at + 5}: the rules were asked about {str(seen)[:160]}, expected the whole event as it came.")


@points(3, needs="test_a_decision_in_the_promised_form")
def test_a_sound_score_decides_by_bands(submission, rng):
    for round_ in range(3):
        desk = Desk(submission, rng)
        if round_ == 1:  # two empty bands
            desk = Desk(submission, rng, bands={"step_up_from": 0.25, "review_from": 0.25, "decline_from": 0.25 + 0.5 * (rng.random() < 0.5)})
        if round_ == 2:  # nothing is declined, or everything stepped up at least
            desk = Desk(submission, rng, bands={"step_up_from": 0.0, "review_from": 0.5, "decline_from": 1.0})
        bounds = list(desk.bands.values())
        scores = [0, 1, 0.0, 1.0, 1e-9, *bounds]
        scores += [float(np.nextafter(one, -1)) for one in bounds if one > 0]
        scores += [round(float(one), 4) for one in rng.random(8)]
        for score in [scores[at] for at in rng.permutation(len(scores))]:
            reply, event = desk.reply(score, **({"latency": 3} if rng.random() < 0.3 else {})), desk.event()
            answer = desk.send(event, Call(reply), Rule("decline"))
            facts = f"A score of {score!r} with bands {desk.bands}"
            check_form(answer, facts)
            diagnose("retries-past-the-budget", answer["model"] <= 1 and answer["waits"] <= 1, f"{facts}: submit was called {answer['model']} times, result {answer['waits']} times; once each.")
            if float(score) in bounds and answer["said"][1] == "model":
                diagnose("exact-bound", answer["said"][0] == known_band(score, desk.bands),
                         f"{facts}: {answer['said'][0]}, expected {known_band(score, desk.bands)}. A bound belongs to the stricter action; of equal bounds the strictest counts.")
            check_model(answer, facts, known_band(score, desk.bands), reply["version"])
            diagnose("asked-needlessly", answer["rules"] == 0, f"{facts}: the rules were asked although the model decided.")


def faults(desk):
    """Every way in which a reply is none, each with its reason and its diagnosis if it gets through."""
    sound, nan, inf = desk.reply(), float("nan"), float("inf")
    raised = [ConnectionError, ValueError, RuntimeError, KeyError, OSError, ZeroDivisionError, TypeError]
    bank = [(Call(sound, raises=kind, at=at, called=f"{kind.__name__} from {at}"), "error", "fails-open") for kind in raised for at in ("submit", "result")]
    bank += [(Call(sound, raises=TimeoutError, at=at, called=f"TimeoutError from {at}"), "timeout", "fails-open") for at in ("submit", "result")]

    def scored(score, diagnosis):
        return Call(desk.reply() | {"score": score}, called=f"a score of {score!r}"), "bad_score", diagnosis

    bank += [scored(nan, "nan-passes"), scored(-nan, "nan-passes")]
    bank += [scored(one, "out-of-range-passes") for one in (inf, -inf, -0.01, -1e-9, 1.0001, 1.7, 87, -1, 2)]
    bank += [scored(one, "wrong-type-passes") for one in ("0.2", "", None, True, False, [0.1], {"p": 0.1})]
    for reply in (None, [], 0.1, "0.1", [0.1, "v"], {}, {"score": 0.1}, {"version": "v"}, {"score": 0.1, "version": None}, {"score": 0.1, "version": ""}, {"score": 0.1, "version": 7}):
        bank.append((Call(reply, called=f"the reply {reply!r}"), "bad_score", "wrong-type-passes"))
    return bank


@points(3, needs="test_a_sound_score_decides_by_bands")
def test_without_a_model_the_rules_decide(submission, rng):
    desk = Desk(submission, rng)
    bank = faults(desk) * 2
    for at in rng.permutation(len(bank)):
        call, reason, diagnosis = bank[at]
        action = str(rng.choice(["step_up", "review", "decline"]))
        answer = desk.send(desk.event(), call, Rule(action))
        facts = f"The model server gave {call.called}"
        diagnose("catches-only-timeouts", answer["raised"] == "" or reason != "error",
                 f"{facts}: {told(answer)}. A dead model is no reason to leave the payment without a decision.")
        diagnose("no-decision", answer["raised"] == "", f"{facts}: {told(answer)}. An odd reply is expected now and then; the rules decide.")
        check_form(answer, facts)
        diagnose("retries-past-the-budget", answer["model"] <= 1 and answer["waits"] <= 1, f"{facts}: submit was called {answer['model']} times, result {answer['waits']} times; once each.")
        diagnose("fails-open", answer["rules"] > 0 or answer["said"][0] != "approve" or answer["said"][1] != "fallback",
                 f"{facts}: approved, and the rules were not asked. Whoever can break the model can then pay with any card.")
        diagnose("fails-closed", answer["rules"] > 0 or answer["said"][1] != "fallback",
                 f"{facts}: {answer['said'][0]}, and the rules were not asked. They know which customers can be let through.")
        diagnose(diagnosis, answer["rules"] > 0 or answer["said"][1] != "model", f"{facts}: {told(answer)}. That is no score between 0 and 1 from a known version; the rules decide.")
        check_fallback(answer, facts, reason, action)


@points(3, needs="test_without_a_model_the_rules_decide")
def test_no_approval_without_a_rule(submission, rng):
    desk = Desk(submission, rng)
    cases = [("in", rule) for rule in ("r", "known-device")] * 3 + [("exact", "r"), ("above", "r"), ("just above", "r"), ("no rule", None), ("no cap", "r"), ("nothing", None)] * 3
    cases += [("odd", one) for one in ("allow", None, "", 1, "APPROVE")] * 2 + [("no-decision", None)] * 3
    cases += [("strict", one) for one in ("step_up", "review", "decline")] * 2
    for at in rng.permutation(len(cases)):
        case, what = cases[at]
        event = desk.event()
        amount = event["amount_eur"]
        cap = {"in": round(amount * 2, 2), "exact": amount, "above": round(amount / 2, 2), "just above": round(amount - 0.01, 2), "no rule": amount * 2}.get(case)
        rule = Rule("approve", what, cap)
        if case == "odd":
            rule = Rule(what, "r", amount * 2)
        if case == "strict":
            rule = Rule(what, None, None) if rng.random() < 0.5 else Rule(what, "r", amount / 2)
        if case == "no-decision":
            rule = Rule(raises=True)
        answer = desk.send(event, Call(None, takes_ms=5), rule)
        said = "the rules raised" if rule.raises else f"the rules said {rule.action!r} by rule {rule.rule!r} with a cap of {rule.cap_eur} EUR"
        facts = f"{amount} EUR without a model, {said}"
        diagnose("rules-failure", answer["raised"] == "", f"{facts}: {told(answer)}. With neither model nor rules the payment goes to review.")
        check_form(answer, facts)
        got, expected = answer["said"][0], known_rule(rule, amount)
        if rule.action == "approve" and not rule.raises:
            diagnose("approves-without-rule", got != "approve" or rule.rule is not None, f"{facts}: approved. No rule says so; it is a default, and becomes step_up.")
            diagnose("approves-without-rule", got != "approve" or rule.cap_eur is not None, f"{facts}: approved. Without a cap nothing is approved; it becomes step_up.")
            diagnose("approves-above-cap", got != "approve" or expected == "approve", f"{facts}: approved above the cap. The rule answers for amounts up to its cap.")
            diagnose("exact-bound", case != "exact" or got == "approve", f"{facts}: {got}, expected approve. An amount that equals the cap does not exceed it.")
            diagnose("fails-closed", expected != "approve" or got == "approve", f"{facts}: {got}, expected approve. The rule says so, within its cap.")
            diagnose("rules-overruled", got == expected, f"{facts}: {got}, expected {expected}.")
        if case in ("odd", "no-decision"):
            diagnose("rules-failure", got == expected, f"{facts}: {got}, expected review. When the rules fail too, a person looks.")
        check_fallback(answer, facts, "bad_score", expected)


@points(2, needs="test_no_approval_without_a_rule")
def test_the_time_budget(submission, rng):
    desk = Desk(submission, rng)
    budget = desk.budget_ms
    cases = ["in", "exact", "one late", "late", "overruns", "one over", "submit took", "submit took all", "submit took more", "late and odd", "late raise", "one left"] * 3
    for at in rng.permutation(len(cases)):
        case, sound = cases[at], desk.reply()
        submit = int(rng.integers(1, budget // 2))
        left = budget - submit
        call = {
            "in": Call(sound, left // 2, submit),
            "exact": Call(sound, left, submit),
            "one late": Call(sound, left + 1, submit),
            "late": Call(sound, left + int(rng.integers(20, 500)), submit),
            "overruns": Call(sound, left + int(rng.integers(20, 500)), submit, overruns=True),
            "one over": Call(sound, left + 1, submit, overruns=True),
            "submit took": Call(sound, 5, budget - 6),
            "submit took all": Call(sound, 0, budget),
            "submit took more": Call(sound, 0, budget + 40),
            "late and odd": Call(None, left + 9, submit, overruns=True),
            "late raise": Call(None, 1, submit, raises=TimeoutError),
            "one left": Call(sound, 1, budget - 1),
        }[case]
        answer, began = desk.send(desk.event(), call, Rule("decline")), desk.stage.waited[-1:]
        reason, _ = known_reason(call, budget)
        facts = f"Budget {budget} ms, submitting took {call.submit_ms} ms, the reply would be there {call.takes_ms} ms later"
        check_form(answer, facts)
        diagnose("retries-past-the-budget", answer["model"] <= 1 and answer["waits"] <= 1, f"{facts}: submit was called {answer['model']} times, result {answer['waits']} times. There is no time for a second try; the payer is waiting.")
        diagnose("needless-fallback", answer["model"] == 1, f"{facts}: the model was not asked.")
        if budget - call.submit_ms < 1:
            diagnose("wrong-timeout", answer["waits"] == 0, f"{facts}: nothing is left, and result was called all the same.")
        else:
            diagnose("wrong-timeout", answer["waits"] == 1, f"{facts}: {budget - call.submit_ms} ms are left, and result was not called.")
            given = began[0][1]
            diagnose("forgets-submitting", given != budget or call.submit_ms == 0, f"{facts}: timeout_ms was {given}, the whole budget. Submitting has used {call.submit_ms} ms of it.")
            diagnose("wrong-timeout", given == budget - call.submit_ms, f"{facts}: timeout_ms was {given!r}, expected {budget - call.submit_ms}: all that is left, no more.")
        if reason is None:
            if case in ("exact", "one left"):
                diagnose("exact-bound", answer["said"][1] == "model", f"{facts}: {told(answer)}. A reply at exactly the budget is in time.")
            check_model(answer, facts, known_band(sound["score"], desk.bands), sound["version"])
        else:
            diagnose("late-reply-passes", answer["said"][1] == "fallback" or answer["rules"] > 0, f"{facts}: the late reply decided. A client that overruns its timeout is late all the same; look at the clock.")
            check_fallback(answer, facts, reason, "decline")


@points(1, needs="test_the_time_budget")
def test_stale_features(submission, rng):
    for _ in range(2):
        desk = Desk(submission, rng)
        most = desk.health["max_age_ms"]
        ages = [0, 1, most - 1, most, most, most + 1, most + 1, most * 3, None, None, most + 250]
        for age in [ages[at] for at in rng.permutation(len(ages))]:
            stamp = None if age is None else desk.stage.now - age
            reply = desk.reply()
            answer = desk.send(desk.event(features_at_ms=stamp), Call(reply, takes_ms=int(rng.integers(1, 60))), Rule("decline"))
            facts = "Features without a stamp" if age is None else f"Features {age} ms old at arrival, at most {most} allowed"
            diagnose("stale-passes", age is not None or answer["raised"] == "", f"{facts}: {told(answer)}. Nobody knows how old they are: stale.")
            check_form(answer, facts)
            diagnose("stale-passes", age is not None or (answer["said"][1] == "fallback" and answer["model"] == 0), f"{facts}: {told(answer)}. Nobody knows how old they are: stale, and the model is not asked.")
            if age is not None and age <= most:
                diagnose("exact-bound", age < most or answer["said"][1] == "model", f"{facts}: {told(answer)}. Exactly that old is fresh.")
                check_model(answer, facts, known_band(reply["score"], desk.bands), reply["version"])
            else:
                diagnose("stale-passes", answer["said"][1] == "fallback", f"{facts}: {told(answer)}. A sound score of features that are no longer true is a wrong score.")
                diagnose("asked-needlessly", answer["model"] == 0, f"{facts}: the model was asked. Its answer could not count.")
                check_fallback(answer, facts, "stale", "decline")


@points(3, needs="test_stale_features")
def test_replays_and_conflicts(submission, rng):
    desk = Desk(submission, rng)
    kinds = ["model", "bad_score", "timeout", "stale"] * 4
    sent = []
    for at in rng.permutation(len(kinds)):
        event = desk.event(**({"features_at_ms": None} if kinds[at] == "stale" else {}))
        call = {"bad_score": Call(None), "timeout": Call(desk.reply(), takes_ms=9999)}.get(kinds[at], Call(desk.reply()))
        edited = len(sent) % 2 == 0
        edit = {"features": {"count_1h": -1.0}, "merchant": "edited"} if edited else None
        first = desk.send(event, call, Rule(str(rng.choice(["review", "decline"]))), edit)
        check_form(first, "A new id")
        sent.append((event, first, edited))
    desk.pass_ms(desk.health["max_age_ms"] * 5)
    for round_ in range(2):  # what would be decided now is another thing
        for at in rng.permutation(len(sent)):
            event, first, edited = sent[at]
            desk.stage.calls[event["event_id"]] = Call(desk.reply())
            desk.stage.ruled_by[event["event_id"]] = Rule("step_up")
            way = int(rng.integers(0, 3))
            turned = dict(reversed(event.items())) | {"features": dict(reversed(event["features"].items()))}
            again = desk.send(turned if way == 0 else dict(event))
            facts = f"Id {event['event_id']} with the same payload again" + (", its keys in another order" if way == 0 else "") + (", after the caller had edited the dict of the first" if edited else "")
            diagnose("keeps-the-callers-dict" if edited else "not-idempotent", again["raised"] != "Conflict", f"{facts}: Conflict. It is the payload as it came that counts.")
            check_form(again, facts)
            diagnose("not-idempotent", again["said"] == first["said"], f"{facts}: {told(again)}; the first time {told(first)}. A retry by the network must not decide anew.")
            diagnose("asked-needlessly", (again["model"], again["rules"]) == (0, 0), f"{facts}: the model was asked {again['model']} times, the rules {again['rules']} times. Nobody is asked for a replay.")
            other = vary(event, round_ * len(sent) + int(at), rng)
            refused = desk.send(other[1])
            facts = f"Id {event['event_id']} again with {other[0]}"
            diagnose("key-ignores-the-payload", refused["raised"] != "" or refused["said"] is None or refused["said"] != first["said"],
                     f"{facts}: got the first decision again. It was made for another payment; expected Conflict.")
            diagnose("conflict-decided", refused["raised"] != "", f"{facts}: {told(refused) if refused['said'] else 'no Conflict'}. An id that came with another payload is refused, not decided.")
            diagnose("conflict-decided", refused["raised"] == "Conflict", f"{facts}: {told(refused)}, expected the Conflict of the starter.")
            diagnose("asked-needlessly", (refused["model"], refused["rules"]) == (0, 0), f"{facts}: the model or the rules were asked before it was refused.")
            once_more = desk.send(dict(event))
            diagnose("conflict-replaces", once_more["raised"] == "" and once_more["said"] == first["said"],
                     f"Id {event['event_id']} with its first payload, after a conflict: {told(once_more) if once_more['said'] or once_more['raised'] else 'no decision'}; expected {told(first)}. The first stays.")
    mine, yours = Desk(submission, rng), Desk(submission, rng)
    event = mine.event()
    mine.send(event, Call(mine.reply()))
    other, reply = dict(event, amount_eur=event["amount_eur"] + 1, features_at_ms=yours.stage.now), yours.reply()
    answer = yours.send(other, Call(reply))
    diagnose("shared-state", answer["raised"] == "" and answer["said"][1] == "model", f"A second decider, and an id that only the first has seen: {told(answer)}. Two deciders share nothing.")


def vary(event, number, rng):
    """The event with one thing changed, each kind in turn."""
    features = event["features"]
    ways = [
        ("another amount", event | {"amount_eur": event["amount_eur"] + 0.01}),
        ("another feature", event | {"features": features | {"sum_24h": features["sum_24h"] + 1.0}}),
        ("another merchant", event | {"merchant": event["merchant"] + "0"}),
        ("another stamp", event | {"features_at_ms": 1 if event["features_at_ms"] is None else event["features_at_ms"] + 1}),
        ("one field more", event | {"channel": "web"}),
        ("one field less", {key: value for key, value in event.items() if key != "country"}),
        ("one feature less", event | {"features": {"count_1h": features["count_1h"]}}),
        ("two features' values swapped", event | {"features": {"count_1h": features["sum_24h"] + 0.5, "sum_24h": features["count_1h"]}}),
    ]
    return ways[number % len(ways)]


@points(3, needs="test_replays_and_conflicts")
def test_the_circuit(submission, rng):
    for round_ in range(3):
        play_outage(submission, rng, round_)


def play_outage(submission, rng, round_):
    """One circuit through opening, failed and good trials, flapping, stale payments in between, and its exact bound."""
    window = int(rng.integers(4, 9))
    least = int(rng.integers(2, window - 1)) if round_ else 1  # round 0: the last good one holds it closed
    desk = Desk(submission, rng, health={"window": window, "min_good": least, "cool_down_ms": int(rng.integers(5_000, 20_000))})
    known, cool = Known(desk), desk.health["cool_down_ms"]
    limits = f"(window {window}, min_good {least}, cool-down {cool} ms)"
    told_before = []

    def step(kind, diagnosis, moment, wait=5):
        desk.pass_ms(wait)
        event, reply = desk.event(), desk.reply()
        call = {"bad": bad_call(desk, rng), "stale": Call(reply)}.get(kind, Call(reply, takes_ms=int(rng.integers(3, 40))))
        if kind == "stale":
            event["features_at_ms"] = None
        now, rule = desk.stage.now, Rule(str(rng.choice(["review", "decline"])))
        (action, source, reason, version), took = known.decide(event, call, rule, now)
        answer = desk.send(event, call, rule)
        told_before.append({"good": "g", "bad": "b", "stale": "s"}[kind])
        facts = f"{moment} {limits}; g is a good call, b a bad one, s a stale payment, so far: {''.join(told_before[-24:])}"
        check_form(answer, facts)
        diagnose(diagnosis, answer["model"] == int(reason not in ("stale", "unhealthy")),
                 f"{facts}. The model was {'asked' if answer['model'] else 'not asked'}, and should {'not ' if reason in ('stale', 'unhealthy') else ''}have been.")
        if source == "model":
            check_model(answer, facts, action, version)
        else:
            check_fallback(answer, facts, reason, action)
        diagnose("wrong-timeout", desk.stage.now == now + took, f"{facts}. The call took {desk.stage.now - now} ms, and should have been waited for {took} ms.")

    # too few calls to judge
    for _ in range(window - 1):
        step("bad", "opens-early", "Fewer calls than the window: still closed")
    if round_ == 0:
        step("good", "opens-early", "One good call in the window is enough")
        for _ in range(window - 1):
            step("bad", "opens-early", "One good call in the window is enough")
        step("bad", "opens-early", "The call that opens the circuit is still asked")
    else:
        step("bad", "opens-early", "The call that opens the circuit is still asked")
    step("good", "never-opens", "Too few good calls in the window: open")
    step("stale", "asked-needlessly", "A stale payment while the circuit is open")
    # one before the cool-down ends, then a trial that fails
    opened = known.opened_at
    step("good", "cool-down-cut-short", "1 ms before the cool-down ends", wait=opened + cool - 1 - desk.stage.now)
    step("stale", "asked-needlessly", "A stale payment when the cool-down is over is no trial", wait=1)
    step("bad", "never-closes", "The cool-down is over: the trial", wait=0)
    step("good", "failed-trial-forgiven", "A failed trial opens it again")
    step("good", "failed-trial-forgiven", "A failed trial opens it for the full cool-down", wait=known.opened_at + cool - 1 - desk.stage.now)
    step("good", "never-closes", "The cool-down after the failed trial is over: the second trial", wait=1)
    # closed, with an empty window: the trial is not in it
    for _ in range(window - 1):
        step("bad", "keeps-the-old-window", "Closed by a good trial, the window begins anew")
    step("bad", "keeps-the-old-window", "Closed by a good trial, which is not in the window: one call is missing until it is full")
    step("good", "never-opens", "Since it closed as many bad calls as the window holds: open")
    step("good", "never-closes", "The cool-down is over: a trial", wait=known.opened_at + cool - desk.stage.now)
    # flapping: too few good calls, never many bad ones in a row; then the same with stale payments in between
    for stale_between, diagnosis, moment in (
        (False, "counts-in-a-row", "Flapping: good and bad calls by turns, too few good ones in the window"),
        (True, "counts-what-was-not-asked", "Good and bad calls by turns, with stale payments between them that do not count"),
    ):
        for kind in by_turns(good=least - 1, bad=window - least + 1):
            if stale_between:
                step("stale", "asked-needlessly", "A stale payment in between")
            step(kind, diagnosis, moment + ": closed until the window is full")
        step("good", diagnosis, moment + ": open")
        step("good", "never-closes", "The cool-down is over: a trial", wait=known.opened_at + cool - desk.stage.now)
    # a long good time does not make up for a bad hour
    for _ in range(3 * window):
        step("good", "opens-early", "Good calls only")
    for _ in range(window - least + 1):
        step("bad", "opens-early", "After a long good time, min_good of the last window calls were good until now: closed")
    step("good", "health-not-rolling", "After a long good time too few good calls in the last window: open")
    step("good", "never-closes", "The cool-down is over: a trial", wait=known.opened_at + cool - desk.stage.now)
    # enough good ones, for ever, at exactly the bound
    pattern = ["bad"] * (window - least) + ["good"] * least
    for kind in pattern * 4:
        step(kind, "opens-early", "Exactly min_good of the last window calls were good: closed")


def by_turns(good, bad):
    """Good and bad calls, the good ones spread evenly, a bad one last."""
    kinds = ["bad"] * (good + bad)
    for at in range(good):
        kinds[at * (good + bad) // good] = "good"
    return kinds


def bad_call(desk, rng):
    """A bad call of any of the three kinds."""
    return [
        Call(desk.reply(), takes_ms=10_000),
        Call(None, takes_ms=4),
        Call(desk.reply(), raises=ConnectionError),
        Call(desk.reply(), raises=ConnectionError, at="submit"),
        Call(desk.reply(float("nan"))),
    ][int(rng.integers(0, 5))]


@points(1, needs="test_the_circuit")
def test_a_day_and_its_ledger(submission, rng):
    desk = Desk(submission, rng, health={"window": 12, "min_good": 8, "cool_down_ms": 4_000})
    known, events, books, mine = Known(desk), [], [], []
    troubles = [int(one) for one in rng.choice(np.arange(15, PAYMENTS - 25), 4, replace=False)]
    for at in range(PAYMENTS):
        desk.pass_ms(int(rng.integers(100, 700)))
        fraud = bool(rng.random() < 0.25)
        event = desk.event()
        score = float(np.clip(rng.normal(0.75 if fraud else 0.15, 0.15), 0, 1))
        call = Call(desk.reply(round(score, 6)), takes_ms=int(rng.integers(3, 40)))
        if any(start <= at < start + 22 for start in troubles) and rng.random() < 0.8:
            call = bad_call(desk, rng)
        if rng.random() < 0.05:
            event["features_at_ms"] = None
        rule = Rule("approve", "known-device", 40.0) if rng.random() < 0.6 else Rule(str(rng.choice(["approve", "step_up", "review", "decline"])))
        (action, source, reason, version), _ = known.decide(event, call, rule, desk.stage.now)
        answer = desk.send(event, call, rule)
        check_form(answer, f"Payment {at + 1} of the day")
        events.append(event)
        books.append((fraud, event["amount_eur"], action))
        mine.append((fraud, event["amount_eur"], answer["said"][0], (at, answer["said"], (action, source, reason, version))))
    expected, got = ledger(books), ledger([one[:3] for one in mine])
    gate(f"the day in EUR: fraud {got['fraud']:.2f}, friction {got['friction']:.2f}, reviews {got['reviews']:.2f}; together", sum(got.values()),
         at_most=round(sum(expected.values()), 2) + 0.005, diagnosis="another-day",
         message=f"The brief's decisions cost {expected['fraud']:.2f} EUR of fraud, {expected['friction']:.2f} of friction and {expected['reviews']:.2f} of reviews. {first_odd(mine)}")
    diagnose("another-day", all(one[3][1] == list(one[3][2]) for one in mine), f"The day costs no more, but its decisions are others. {first_odd(mine)}")
    for at in [0, 1, 2, *(int(one) for one in rng.integers(0, PAYMENTS, 12))]:
        again = desk.send(dict(events[at]))
        diagnose("keys-forgotten", again["raised"] == "" and again["said"] == mine[at][3][1] and again["model"] + again["rules"] == 0,
                 f"Payment {at + 1} of {PAYMENTS} came again in the evening: {told(again)}, the first time {tuple(mine[at][3][1])}. Ids are kept for ever.")


def ledger(books):
    return {
        "fraud": sum(amount for fraud, amount, action in books if fraud and action == "approve"),
        "friction": sum(FRICTION_EUR.get(action, 0.0) for fraud, _, action in books if not fraud),
        "reviews": sum(REVIEW_EUR for _, _, action in books if action == "review"),
    }


def first_odd(mine):
    for *_, (at, said, expected) in mine:
        if said != list(expected):
            return f"The first that differs is payment {at + 1}: {said}, expected {list(expected)}."
    return "No single decision differs."
