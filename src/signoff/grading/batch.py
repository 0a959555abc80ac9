"""Grading several files of one exercise: `signoff grade`."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from signoff.course import Course, Exercise
from signoff.errors import LearnerError, OperatorError, SignoffError
from signoff.grading.grade import Grade
from signoff.grading.session import Grader
from signoff.sandbox.text import clean

Named = list[tuple[str, Grade | str]]
"""Each submission's name beside its grade, or beside the sentence why it has none."""


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


def grade_files(
    console: Console,
    course: Course,
    exercise: Exercise,
    paths: Sequence[Path],
    seed: int | None,
    bar: float,
    json_path: Path | None,
    junit_path: Path | None,
    html_path: Path | None,
) -> int:
    """Grade each path and write the reports asked for, whatever happens on the way.

    Returns:
        The exit code: 0 when all meet `bar` points, 1 when one does not, 2 when one could not be graded.
    """
    named: Named = []
    _check_writable([path for path in (json_path, junit_path, html_path) if path is not None], paths)
    try:
        with Grader(course) as grader:
            for path in paths:
                try:
                    grade = _grade_one(console, grader, exercise, path, seed, _name(path, paths))
                    named.append((_name(path, paths), grade))
                except SignoffError as error:
                    sentence = clean(str(error), 2000)
                    named.append((_name(path, paths), sentence))
                    console.print(f" signoff: {sentence}", markup=False, soft_wrap=not console.is_terminal)
    finally:
        _write(exercise, named, len(paths), json_path, junit_path, html_path)
    if len(paths) > 1:
        from signoff.grading.reports.terminal import comparison

        console.print()
        console.print(comparison(named))
    if any(isinstance(grade, str) for _, grade in named):
        return 2
    return 0 if all(isinstance(grade, Grade) and grade.score >= bar for _, grade in named) else 1


def _grade_one(console: Console, grader: Grader, exercise: Exercise, path: Path, seed: int | None, name: str) -> Grade:
    from signoff.grading.reports.terminal import score_line, verdict_block

    console.print()
    console.print(f" {name}", style="bold", markup=False)
    grade = grader.grade(
        exercise, path, seed=seed, on_verdict=lambda one, said: console.print(verdict_block(one, said))
    )
    console.print(score_line(grade))
    return grade


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


def _write(
    exercise: Exercise,
    named: Named,
    asked: int,
    json_path: Path | None,
    junit_path: Path | None,
    html_path: Path | None,
) -> None:
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

    reports: list[tuple[Path | None, Callable[[], str]]] = [
        (json_path, as_json),
        (junit_path, junit),
        (html_path, html),
    ]
    for path, render in reports:
        if path is not None:
            path.write_text(render(), encoding="utf-8")
