"""Graded tests of system_design/rollback: 20 points, exact, on logs of a made-up lender."""

import copy

import numpy as np

from signoff.sandbox.remote import SubmissionRaised
from signoff.testing import diagnose, points

# The sentences for the learner stay whole:
# fmt: off

PARTS = ["model", "features", "threshold", "reason_map"]
KEYS = {"at", "move", "release", "left", "parts", "actor", "reason"}


def registry(seed, size=7):
    rng = np.random.default_rng([seed, 1])
    names = [f"r{int(one)}" for one in rng.permutation(np.arange(100, 990))[:size]]
    return {name: {"model": f"pd-{int(rng.integers(10**6))}", "features": f"f{int(rng.integers(10**6))}", "threshold": float(rng.uniform(0.02, 0.2)), "reason_map": f"m{int(rng.integers(10**6))}", "approved": True} for name in names}


def entry(log, releases, move, name, at, parts=None):
    return {"at": at, "move": move, "release": name, "left": log[-1]["release"] if log else None, "parts": dict(parts or {part: releases[name][part] for part in PARTS}), "actor": "A. Okafor", "reason": "approved by the board" if move == "activate" else "drift"}


def log_of(releases, story):
    """A log from a story such as "+0 +1 -0": activated 0, activated 1, rolled back to 0."""
    names, log = list(releases), []
    for place, one in enumerate(story.split()):
        name = names[int(one[1:])]
        log.append(entry(log, releases, "activate" if one[0] == "+" else "rollback", name, 100 + 60 * place))
    return log


def appended(call, log, what):
    """The new entry of a returned log, which must begin with the old ones."""
    found = call()
    diagnose("not-a-log", isinstance(found, list) and all(isinstance(one, dict) for one in found), lambda: f"{what} returned {type(found).__name__}; expected the list of all entries, the new one last.")
    diagnose("history-rewritten", len(found) >= len(log) and found[: len(log)] == log, f"{what}: the returned log does not begin with the {len(log)} entries it was given, as they were. Who was decided by what can then not be told any more. Only add at the end.")
    diagnose("not-one-more", len(found) == len(log) + 1, lambda: f"{what}: {len(log)} entries before, {len(found)} after; expected one more.")
    one = found[-1]
    diagnose("actor-or-reason-lost", {"actor", "reason"} <= set(one), lambda: f"{what}: the new entry has {', '.join(sorted(map(str, one)))}. Without actor and reason nobody can be asked.")
    diagnose("not-an-entry", set(one) == KEYS and isinstance(one["parts"], dict) and set(one["parts"]) == set(PARTS), lambda: f"{what}: the new entry is {str(one)[:200]}; expected exactly {', '.join(sorted(KEYS))}, and in parts the four parts.")
    return one


def refused(call, what, diagnosis, why):
    try:
        call()
    except SubmissionRaised as error:
        if error.kind != "error":
            raise
        diagnose("not-a-value-error", error.type == "ValueError", f"{what} raised {error}. The brief asks for a ValueError: that is what the caller catches.")
    else:
        diagnose(diagnosis, False, f"{what} was done. {why}")


@points(4)
def test_activation(submission, seed):
    """One more entry, with all that the brief asks for."""
    releases = registry(seed)
    names = list(releases)
    for story, to, wait in (("", 0, 0), ("+0", 1, 60), ("+0 +1", 2, 0), ("+0 +1 -0", 2, 5), ("+0 +1", 0, 7)):
        log = log_of(releases, story)
        at = (log[-1]["at"] if log else 100) + wait
        one = appended(lambda log=log, to=to, at=at: submission.activate(log, releases, names[to], "B. Lindqvist", f"approved in {to}", at), log, f"activate {names[to]} after '{story}'")
        diagnose("actor-or-reason-changed", (one["actor"], one["reason"]) == ("B. Lindqvist", f"approved in {to}"), lambda one=one: f"The entry names {one['actor']!r} and {one['reason']!r}, handed in were other words. They are evidence: keep them as they are.")
        diagnose("wrong-left", one["left"] == (log[-1]["release"] if log else None), lambda one=one, log=log: f"left is {one['left']!r}; serving before was {log[-1]['release'] if log else None!r}.")
        right = entry(log, releases, "activate", names[to], at) | {"actor": "B. Lindqvist", "reason": f"approved in {to}"}
        diagnose("wrong-entry", one == right, lambda one=one, right=right: f"The new entry is {one}, and {right} is right.")


@points(4, needs="test_activation")
def test_what_is_not_activated(submission, seed):
    """Unknown, unapproved, taken back, serving: refused, and so is an entry without a name, a reason or its time."""
    releases = registry(seed)
    names = list(releases)
    log = log_of(releases, "+0 +1 -0 +2 +3")
    unapproved = copy.deepcopy(releases)
    unapproved[names[5]]["approved"] = unapproved[names[0]]["approved"] = False

    def call(name, actor="B. Lindqvist", reason="new", at=10**6, log=log, releases=releases):
        return lambda: submission.activate(log, releases, name, actor, reason, at)

    refused(call("r1"), "Activating r1, which the registry does not have,", "unknown-activated", "Refuse it.")
    for one in (5, 0):
        refused(call(names[one], releases=unapproved), f"Activating {names[one]}, not approved today,", "unapproved-activated", "An approval that was withdrawn, or never given, is none. Refuse it.")
    refused(call(names[1]), f"Activating {names[1]}, which was rolled back,", "taken-back-activated", "What was taken back comes again only as a new release with its own approval. Any rollback of the log counts, not only the last entry.")
    refused(call(names[3]), f"Activating {names[3]}, which is serving,", "serving-activated", "That entry would say that something changed.")
    common(lambda **given: call(names[4], **given))


def common(call):
    for what, given in {"an empty actor": {"actor": ""}, "an actor of spaces": {"actor": "  "}, "an empty reason": {"reason": ""}, "a reason of white space": {"reason": " \n"}}.items():
        refused(call(**given), f"A change with {what}", "without-actor-or-reason", "Who and why are what an auditor asks first. Refuse it.")
    refused(call(at=339), "A change at minute 339, with the last entry at 340,", "back-dated", "The log grows at its end; what was in force at an earlier minute must not change afterwards.")


STORIES = [("+0 +1", 0), ("+0 +1 +2", 1), ("+0 +1 -0 +2", 0), ("+0 +1 +2 -1", 0), ("+0 +1 +0", 1), ("+0 +1 +2 +3 -2 -1", 0), ("+0 +1 +2 -1 +3", 1), ("+3 +2 +3 +1", 3)]


@points(5, needs="test_activation")
def test_rollback(submission, seed):
    """Back to the last release that may serve, with its four parts as they served."""
    releases = registry(seed)
    names = list(releases)
    for story, to in STORIES:
        log = log_of(releases, story)
        judge(submission, log, releases, names[to], story)
    for story, closed, to in (("+0 +1 +2", 1, 0), ("+0 +1 +2 +3", 2, 1), ("+0 +1 +2", "gone", 0)):
        today = copy.deepcopy(releases)
        if closed == "gone":
            del today[names[1]]
        else:
            today[names[closed]]["approved"] = False
        judge(submission, log_of(releases, story), today, names[to], f"{story}, with {names[1 if closed == 'gone' else closed]} no longer {'in the registry' if closed == 'gone' else 'approved'}")
    today = copy.deepcopy(releases)
    for name in names:
        today[name] |= {"threshold": 0.5, "reason_map": "edited since"}
    judge(submission, log_of(releases, "+0 +1"), today, names[0], "+0 +1, registry edited since")
    log = log_of(releases, "+0 +1 +0 +2")
    log[2]["parts"]["threshold"] = 0.31
    judge(submission, log, releases, names[0], "+0 +1 +0 +2, with another threshold the second time")


def judge(submission, log, releases, to, story):
    one = appended(lambda: submission.rollback(log, releases, "C. Mbeki", "PSI", 10**6), log, f"rollback after '{story}'")
    mine, now = one["release"], log[-1]
    taken_back = {past["left"] for past in log if past["move"] == "rollback"}
    facts = f"After '{story}' (releases {', '.join(past['release'] for past in log)}), rollback went to {mine}, and {to} is right."
    diagnose("did-not-leave", mine != now["release"], f"{facts} {mine} is what was serving.")
    diagnose("back-to-taken-back", mine not in taken_back, f"{facts} {mine} was itself rolled back, for a reason that has not gone away.")
    diagnose("back-to-unapproved", releases.get(mine, {"approved": False})["approved"] is True, f"{facts} {mine} is not approved today.")
    diagnose("not-the-most-recent", mine == to, f"{facts} Of those that may serve, take the one that served most recently.")
    parts = {part: [past for past in log if past["release"] == to][-1]["parts"][part] for part in PARTS}
    kept = [part for part in PARTS if one["parts"][part] == now["parts"][part] != parts[part]]
    diagnose("only-the-model", not kept or one["parts"]["model"] != parts["model"], f"The model of {to} is back, and {', '.join(kept)} of {now['release']} stayed. The old model was never approved with them: a release is its four parts.")
    today = {part: releases[to][part] for part in PARTS}
    diagnose("parts-of-today", one["parts"] != today or today == parts, f"{to} came back with the parts that the registry has today, not with those with which it served last. What was never served together was never watched.")
    diagnose("wrong-parts", one["parts"] == parts, f"{to} came back with {one['parts']}, and {parts} is what it served with last.")
    right = {"at": 10**6, "move": "rollback", "release": to, "left": now["release"], "parts": parts, "actor": "C. Mbeki", "reason": "PSI"}
    diagnose("wrong-rollback-entry", one == right, lambda: f"The new entry is {one}, and {right} is right.")


@points(2, needs="test_rollback")
def test_what_is_not_rolled_back(submission, seed):
    """With nowhere to go, nothing is done."""
    releases = registry(seed)
    names = list(releases)
    refused(lambda: submission.rollback([], releases, "C. Mbeki", "PSI", 5), "A rollback with an empty log", "nowhere-to-go", "There is nothing to take back: raise a ValueError.")
    for story in ("+0", "+0 +1 -0", "+0 +1 +2 -1 -0"):
        refused(lambda story=story: submission.rollback(log_of(releases, story), releases, "C. Mbeki", "PSI", 10**6), f"A rollback after '{story}'", "nowhere-to-go", "No release is left that may serve. Say so with a ValueError: the rules take over, and a person decides.")
    log = log_of(releases, "+0 +1 +2 +3 +4")
    common(lambda actor="C. Mbeki", reason="PSI", at=10**6: lambda: submission.rollback(log, releases, actor, reason, at))


@points(3)
def test_what_was_in_force(submission, seed):
    """The entry in force at any minute."""
    log = log_of(registry(seed), "+0 +1 -0 +2 +3")
    log[4]["at"] = log[3]["at"]  # two in one minute
    for at in (0, 99, 100, 101, 159, 160, 219, 221, 220, 279, 280, 281, 10**6):
        found = submission.history(log, at)
        past = [one for one in log if one["at"] <= at]
        right = past[-1] if past else None
        if found == right:
            continue
        before = [one for one in log if one["at"] < at]
        first = next((one for one in past if one["at"] == past[-1]["at"]), None)
        diagnose("nothing-before-the-first", right is not None, f"At minute {at}, before the first entry at 100, history gave {str(found)[:80]}; nothing was in force: None.")
        diagnose("minute-exclusive", not (past[-1]["at"] == at and found == (before[-1] if before else None)), f"At minute {at} an entry of that same minute is in force already.")
        diagnose("first-of-a-minute", found != first, f"Of two entries in one minute the later is in force from then on; at {at} history gave the earlier.")
        diagnose("latest-always", found != log[-1], f"At minute {at} history gave the entry of minute {log[-1]['at']}: what serves now, not what served then.")
        diagnose("not-in-force", False, f"At minute {at} history gave {str(found)[:120]}, and {str(right)[:120]} is right.")


@points(2, needs="test_rollback")
def test_nothing_changed_nothing_kept(submission, seed):
    """The log handed in stays as it is, also when the answer is edited; another desk's log is another matter."""
    releases = registry(seed)
    names = list(releases)
    log = log_of(releases, "+0 +1")
    for function, given in (("activate", [log, releases, names[2], "B", "new", 900]), ("rollback", [log, releases, "C", "PSI", 900]), ("history", [log, 900])):
        seen = submission.harness.spoilt(function, given)
        diagnose("inputs-changed", seen["called"], f"After {function} the log or the registry is not as it was handed in. Return a new list.")
        diagnose("shared-with-the-answer", seen["edited"], f"After the caller had edited what {function} returned, parts within included, the log handed in was edited too. Copy the entries and their parts.")
    other = log_of(releases, "+2 +3")
    submission.rollback(log_of(releases, "+4 +2"), releases, "C", "PSI", 900)
    try:
        mine = submission.rollback(other, releases, "C", "PSI", 900)
    except SubmissionRaised as error:
        diagnose("kept-state", error.kind != "error", "After another desk had taken a release back, this desk's rollback to it was refused. Only the log handed in counts: keep nothing between calls.")
        raise
    again = submission.activate(log_of(releases, "+0 +1"), releases, names[2], "B", "new", 900)
    diagnose("kept-state", mine[-1]["release"] == names[2] and again[-1]["release"] == names[2], "What another desk had done changed this desk's answer. Only the log handed in counts: keep nothing between calls.")
