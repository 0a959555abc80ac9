"""Grading several files of one exercise: `signoff grade`."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from signoff.course import Course, Exercise
from signoff.errors import LearnerError, OperatorError, SignoffError
from signoff.grading.draw import Draw
from signoff.grading.grade import Grade
from signoff.grading.pool import Pool, Task
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile
from signoff.sandbox.isolation import LEVELS, Level
from signoff.sandbox.text import clean

Named = list[tuple[str, Grade | str]]
"""Each submission's name beside its grade, or beside the sentence why it has none."""


@dataclass(frozen=True)
class Reports:
    """Where each report goes; None: it is not wanted."""

    json: Path | None = None
    junit: Path | None = None
    html: Path | None = None

    @property
    def wanted(self) -> list[Path]:
        return [one for one in (self.json, self.junit, self.html) if one is not None]


@dataclass(frozen=True)
class Terms:
    """On which terms a batch is graded: the draw (default: the public seed), the least isolation, how many at once."""

    draw: Draw | None = None
    require: Level = "none"
    jobs: int = 1


def parse_bar(text: str | None, max_points: int) -> float:
    """The points a submission must earn: `12`, `60%`, or all of them when nothing is said.

    Raises:
        LearnerError: neither points nor a percentage, or out of range.
    """
    if text is None:
        return max_points
    try:
        points = float(text.removesuffix("%")) * (max_points / 100 if text.endswith("%") else 1)
    except ValueError:
        points = -1.0
    if not 0 <= points <= max_points:
        raise LearnerError(
            f'--min-score is "{text}", expected points from 0 to {max_points}, or a percentage such as 60%.'
        )
    return points


def parse_level(text: str) -> Level:
    """The level of isolation of that name.

    Raises:
        LearnerError: there is none.
    """
    for level in LEVELS:
        if text == level:
            return level
    raise LearnerError(f'--require-isolation is "{text}", expected none, partial or full.')


def grade_files(
    console: Console,
    course: Course,
    exercise: Exercise,
    paths: Sequence[Path],
    bar: float,
    reports: Reports,
    terms: Terms,
) -> int:
    """Grade each path and write the reports asked for, whatever happens on the way.

    Returns:
        The exit code: 0 when all meet `bar` points, 1 when one does not, 2 when one could not be graded.
    """
    named: Named = []
    _check_writable(reports.wanted, paths)
    try:
        for grade in _graded(console, course, exercise, paths, terms):
            named.append((_name(paths[len(named)], paths), grade))
    finally:
        _write(exercise, named, len(paths), reports)
    if len(paths) > 1:
        from signoff.grading.reports.terminal import comparison

        console.print()
        console.print(comparison(named))
    if any(isinstance(grade, str) for _, grade in named):
        return 2
    return 0 if all(isinstance(grade, Grade) and grade.score >= bar for _, grade in named) else 1


def _graded(
    console: Console, course: Course, exercise: Exercise, paths: Sequence[Path], terms: Terms
) -> Iterator[Grade | str]:
    """Each path's grade, or why there is none, printed as it is known: of one path, each verdict; of many, each file."""
    from signoff.grading.reports.terminal import score_line, verdict_block

    def said(error: SignoffError) -> str:
        sentence = clean(str(error), 2000)
        console.print(f" signoff: {sentence}", markup=False, soft_wrap=not console.is_terminal)
        return sentence

    def heading(path: Path) -> None:
        console.print()
        console.print(f" {_name(path, paths)}", style="bold", markup=False)

    if len(paths) == 1:
        with Grader(course, draw=terms.draw, require=terms.require) as grader:
            _try_draw(grader.grade_text, exercise, terms.draw)
            heading(paths[0])
            try:
                grade = grader.grade(
                    exercise, paths[0], on_verdict=lambda one, printed: console.print(verdict_block(one, printed))
                )
            except SignoffError as error:
                yield said(error)
                return
            console.print(score_line(grade))
            yield grade
        return
    with Pool(course, min(terms.jobs, len(paths)), draw=terms.draw, require=terms.require) as pool:
        _try_draw(lambda one, file: _or_raise(next(pool.grade([Task(one, file)])).found), exercise, terms.draw)
        for path, result in zip(paths, pool.grade(Task(exercise, path) for path in paths), strict=True):
            found = result.found
            heading(path)
            if isinstance(found, SignoffError):
                yield said(found)
                continue
            for verdict, printed in zip(found.verdicts, result.printed, strict=True):
                console.print(verdict_block(verdict, printed))
            console.print(score_line(found))
            yield found


def _try_draw(grade: Callable[[Exercise, SubmissionFile], Grade], exercise: Exercise, draw: Draw | None) -> None:
    """On a secret draw the reference goes first: a draw on which it loses points would be unjust to everybody."""
    if draw is None or not draw.secret:
        return
    found = grade(exercise, SubmissionFile(exercise.solution.read_bytes()))
    if not found.passed:
        raise OperatorError(
            f"Nobody was graded: on this draw the reference solution itself earns {found.score} of {found.max_score}. "
            "Tell the course's authors, and set SIGNOFF_COHORT to another word for another draw."
        )


def _or_raise(found: Grade | SignoffError) -> Grade:
    if isinstance(found, SignoffError):
        raise found
    return found


def _name(path: Path, paths: Sequence[Path]) -> str:
    """The shortest name that tells the submissions apart; whoever named the file may be a stranger."""
    return clean(path.name if sum(one.name == path.name for one in paths) == 1 else str(path))


def _check_writable(reports: list[Path], submissions: Sequence[Path]) -> None:
    """A report that cannot be written, or would replace a submission, is known before an hour of grading."""
    taken = {path.resolve() for path in submissions}
    for path in reports:
        if path.resolve() in taken:
            raise OperatorError(f"{path}: is one of the files to grade; choose another place for the report.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.open("a").close()
        except OSError as error:
            raise OperatorError(f"{path}: cannot be written ({error.strerror}); choose another place.") from None


def _write(exercise: Exercise, named: Named, asked: int, reports: Reports) -> None:
    def html() -> str:
        from signoff.grading.reports.html import page

        return page(exercise, named)

    def junit() -> str:
        from signoff.grading.reports.junit import junit as render

        return render(named)

    def as_json() -> str:
        # null where there is no grade, so that a list stays in step with the paths
        grades = [json.loads(grade.to_json()) if isinstance(grade, Grade) else None for _, grade in named]
        return json.dumps((grades or [None])[0] if asked == 1 else grades, indent=2, ensure_ascii=False) + "\n"

    renderers: list[tuple[Path | None, Callable[[], str]]] = [
        (reports.json, as_json),
        (reports.junit, junit),
        (reports.html, html),
    ]
    for path, render in renderers:
        if path is not None:
            path.write_text(render(), encoding="utf-8")
