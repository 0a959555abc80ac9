"""Grades as one HTML page that needs nothing but itself, and as a fragment for notebooks."""

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment

from signoff.course import Exercise
from signoff.grading.grade import LABELS, Grade
from signoff.grading.reports.terminal import STYLE, measured_beside_gate


def page(exercise: Exercise, named: Sequence[tuple[str, Grade | str]]) -> str:
    """A page with every grade: a comparison first when there are several, then each in full, or the sentence why there is none."""
    return _render("page.html.j2", exercise=exercise, named=list(named), css=_text("report.css"))


def fragment(exercise: Exercise, grade: Grade) -> str:
    """One grade for a notebook's output cell."""
    return _render("fragment.html.j2", exercise=exercise, grade=grade, css=_text("report.css"))


def _render(template: str, **values: object) -> str:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["measured"] = lambda verdict: measured_beside_gate(verdict.measured, verdict.gate)
    environment.globals.update(labels=LABELS, signs={outcome: sign for outcome, (sign, _) in STYLE.items()})
    environment.globals["verdicts"] = environment.from_string(_text("verdicts.html.j2")).module.verdicts  # type: ignore[attr-defined]
    return environment.from_string(_text(template)).render(**values)


def _text(name: str) -> str:
    return (files("signoff.grading.reports") / "templates" / name).read_text(encoding="utf-8")
