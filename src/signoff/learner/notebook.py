"""The course in a notebook: `from signoff import check, hint`."""

import atexit
import functools
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TypeVar

from signoff.course import Course, Exercise, find_exercise
from signoff.errors import SignoffError
from signoff.grading.grade import Grade
from signoff.grading.reports.html import fragment
from signoff.grading.session import Grader
from signoff.learner.progress import Journal
from signoff.learner.work import next_hint

T = TypeVar("T")


@dataclass(frozen=True)
class Checked:
    """A grade that shows itself as HTML."""

    exercise: Exercise
    grade: Grade

    def _repr_html_(self) -> str:
        return fragment(self.exercise, self.grade)

    def __repr__(self) -> str:
        return f"{self.grade.exercise}: {self.grade.score} of {self.grade.max_score} points"


@dataclass(frozen=True)
class Said:
    """Sentences for a notebook: hints, or what was wrong with the request."""

    heading: str
    sentences: list[str]

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(one)}</li>" for one in self.sentences)
        return f"<p><b>{escape(self.heading)}</b></p><ol>{items}</ol>"

    def __repr__(self) -> str:
        return "\n".join([self.heading, *self.sentences])


def check(exercise: str) -> Checked | Said:
    """Grade your file of an exercise, as `signoff check` does.

    Args:
        exercise: its id, a unique part of it, or its number such as "2.1".
    """

    def work(course: Course) -> Checked:
        found = find_exercise(course, exercise)
        grade = _grader(course).grade(found, found.file)
        Journal.of(course).checked(grade)
        return Checked(found, grade)

    return _or_said(work)


def hint(exercise: str) -> Said:
    """The next hint of an exercise, after those you have seen."""

    def work(course: Course) -> Said:
        found = find_exercise(course, exercise)
        hints, total = next_hint(found, Journal.of(course))
        return Said(f"{found.id}: {len(hints)} of {total} hints", hints)

    return _or_said(work)


@functools.cache
def _grader(course: Course) -> Grader:
    """One grader as long as the notebook runs, so that every check but the first is quick."""
    grader = Grader(course)
    atexit.register(grader.close)
    return grader


def _or_said(work: Callable[[Course], T]) -> T | Said:
    """A notebook shows a sentence where a terminal would exit."""
    try:
        return work(Course.locate())
    except SignoffError as error:
        return Said(str(error), [])
