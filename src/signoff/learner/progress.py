"""A learner's journal: one line per event in `.signoff/progress.jsonl`, only ever appended to.

Deleting it loses history, nothing else: checking again brings the status back.
"""

import datetime as dt
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from signoff.course import Course, Exercise
from signoff.errors import OperatorError
from signoff.grading.grade import Grade


def folder(course: Course) -> Path:
    """Where a learner's own files lie, outside the repository's history."""
    return course.root / ".signoff"


@dataclass
class State:
    """What is known about one exercise."""

    score: int = 0
    max_score: int = 0
    checks: int = 0
    hints: int = 0
    passed: bool = False
    gave_up: bool = False
    submission: str = ""
    """Digest of the file that was graded last."""


@dataclass
class Journal:
    """The events so far, folded into a state per exercise."""

    path: Path
    states: dict[str, State] = field(default_factory=dict)

    @classmethod
    def of(cls, course: Course) -> "Journal":
        journal = cls(folder(course) / "progress.jsonl")
        for event in _events(journal.path):
            journal._apply(event)
        return journal

    def state(self, exercise: Exercise) -> State:
        return self.states.get(exercise.id, State())

    def is_current(self, exercise: Exercise) -> bool:
        """Whether the file on disk is the one that was graded last."""
        known = self.state(exercise).submission
        return bool(known) and exercise.file.is_file() and _digest(exercise.file) == known

    def checked(self, grade: Grade) -> None:
        facts = {"score": grade.score, "max_score": grade.max_score, "submission": grade.digests.submission}
        self._append({"event": "check", "exercise": grade.exercise, **facts})

    def note(self, event: str, exercise: Exercise) -> None:
        """Record a `hint`, a `gave-up`, a `solution` or a `reset`."""
        self._append({"event": event, "exercise": exercise.id})

    def _append(self, event: dict[str, Any]) -> None:
        event = {"at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), **event}
        line = (json.dumps(event) + "\n").encode()
        try:
            self.path.parent.mkdir(exist_ok=True)
            written = self.path.read_bytes() if self.path.is_file() else b""
            torn = bool(written) and not written.endswith(b"\n")
            # one write of one line: two checks at once do not mix; a torn last line is closed first
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            try:
                os.write(descriptor, b"\n" + line if torn else line)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise OperatorError(f"{self.path}: progress cannot be recorded ({error.strerror}).") from None
        self._apply(event)

    def _apply(self, event: dict[str, Any]) -> None:
        state = self.states.setdefault(event["exercise"], State())
        match event["event"]:
            case "check":
                state.score, state.max_score = event["score"], event["max_score"]
                state.submission, state.checks = event["submission"], state.checks + 1
                state.passed = state.passed or state.score == state.max_score
            case "hint":
                state.hints += 1
            case "gave-up":
                state.gave_up = True
            case "reset":
                state.score, state.submission, state.passed, state.hints = 0, "", False, 0


def _events(path: Path) -> list[dict[str, Any]]:
    """Every whole event; a line torn by a crash, or of another kind, is passed over."""
    found = []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict) and all(isinstance(event.get(key), kind) for key, kind in _needed(event)):
            found.append(event)
    return found


def _needed(event: dict[str, Any]) -> list[tuple[str, type]]:
    """What an event must hold to be understood."""
    facts: list[tuple[str, type]] = [("score", int), ("max_score", int), ("submission", str)]
    return [("exercise", str), ("event", str), *(facts if event.get("event") == "check" else [])]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def next_exercise(course: Course, journal: Journal) -> Exercise | None:
    """The first exercise, in the course's order, that is neither passed nor given up."""
    for exercise in course.exercises:
        state = journal.state(exercise)
        if not state.passed and not state.gave_up:
            return exercise
    return None
