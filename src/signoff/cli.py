"""The door: thin commands. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from signoff.errors import AuthorError, SignoffError

if TYPE_CHECKING:
    from rich.console import Console

    from signoff.course import Course, Exercise
    from signoff.grading.grade import Grade
    from signoff.grading.session import Grader

app = typer.Typer(no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
author = typer.Typer(no_args_is_help=True, help="For those who write the course.", rich_markup_mode=None)
app.add_typer(author, name="author")

Which = Annotated[str | None, typer.Argument(metavar="EXERCISE", help="Id, part of it, number such as 2.1, or path.")]
Seed = Annotated[int | None, typer.Option(min=0, help="Draw the data from this number instead of the course's.")]


def main() -> None:
    """Run a command; an error that a person can mend is one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ✓ gets a ?, not a traceback
    try:
        app()
    except SignoffError as error:
        sys.exit(_said(error))


def _said(error: SignoffError) -> int:
    """Say what a person can mend; the exit code."""
    sentence = f"signoff: {error}"
    if sys.stderr.isatty():  # a terminal alone would break the sentence within words
        width = shutil.get_terminal_size().columns
        sentence = textwrap.fill(sentence, width, break_long_words=False, break_on_hyphens=False)
    typer.echo(sentence, err=True)
    return error.exit_code


@app.callback(invoke_without_command=True)
def status(context: typer.Context) -> None:
    """Machine learning that gets signed off. Without a command: where you are, and what is next."""
    if context.invoked_subcommand is None:
        from signoff.learner.status import print_status

        print_status(_console(), _course())


@app.command()
def check(
    exercise: Which = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="Every exercise, to bring the status back.")] = False,
    seed: Seed = None,
) -> None:
    """Grade your file of an exercise (default: the next one). Exit 0 when it earns everything, else 1."""
    course = _course()
    code = 0
    with _grader(course) as grader:
        wanted = course.exercises if all_ else [_exercise(course, exercise)]
        for one in wanted:
            try:
                passed = _check_one(course, one, grader, seed).passed
            except SignoffError as error:  # the others are graded all the same
                code = max(code, _said(error))
            else:
                code = max(code, 0 if passed else 1)
    raise typer.Exit(code)


def _check_one(course: Course, exercise: Exercise, grader: Grader, seed: int | None) -> Grade:
    """Grade the learner's own file, verdicts as they come, and write it to the journal."""
    from signoff.grading.reports.terminal import score_line, verdict_block
    from signoff.learner.progress import Journal

    console = _console()
    console.print(f"\n [bold]{exercise.id}[/]  {exercise.facts.title}")
    grade = grader.grade(
        exercise, exercise.file, seed=seed, on_verdict=lambda one, said: console.print(verdict_block(one, said))
    )
    journal = Journal.of(course)
    if grade.seed == course.facts.seed:  # another draw is an experiment, not progress
        journal.checked(grade)
    console.print(score_line(grade))
    if not grade.passed:
        console.print(f" [dim]signoff hint {exercise.id}   signoff watch {exercise.id}[/]")
    else:
        console.print(f" [dim]compare: signoff solution {exercise.id}[/]")
    return grade


@app.command()
def watch(exercise: Which = None) -> None:
    """Grade an exercise each time you save it. Ctrl-C ends it."""
    from signoff.learner.watching import saves

    course = _course()
    console = _console()
    with _grader(course) as grader:
        one = _exercise(course, exercise)
        for _ in saves(one.file):
            console.clear()
            try:
                _check_one(course, one, grader, None)
            except SignoffError as error:  # a half-saved file must not end the watch
                console.print(f" signoff: {error}", markup=False)
            console.print(f" [dim]watching {one.file.name}; Ctrl-C ends it[/]")


@app.command()
def hint(exercise: Which = None) -> None:
    """Show the next hint, after those you have seen."""
    from rich.text import Text

    from signoff.learner.progress import Journal
    from signoff.learner.screen import hanging
    from signoff.learner.work import next_hint

    course = _course()
    one = _exercise(course, exercise)
    hints, total = next_hint(one, Journal.of(course))
    console = _console()
    console.print(f"\n [bold]{one.id}[/]  hint {len(hints)} of {total}")
    for number, text in enumerate(hints, start=1):
        console.print(hanging(f"{number}.", Text(text, style="" if number == len(hints) else "dim")))


@app.command()
def solution(
    exercise: Which = None,
    *,
    give_up: Annotated[bool, typer.Option("--give-up", help="Show it without a pass; this is recorded.")] = False,
) -> None:
    """Show the reference solution and why it is right, once you have passed."""
    from rich.markdown import Markdown
    from rich.syntax import Syntax

    from signoff.learner.progress import Journal
    from signoff.learner.work import may_see_solution

    course = _course()
    one = _exercise(course, exercise)
    may_see_solution(one, Journal.of(course), give_up=give_up)
    console = _console()
    console.print(Syntax(one.solution.read_text(encoding="utf-8"), "python", theme="ansi_dark", word_wrap=True))
    if one.notes.is_file():
        console.print(Markdown(one.notes.read_text(encoding="utf-8")))


@app.command()
def reset(
    exercise: Which = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put the starter back. Asks first, and keeps a backup of your file."""
    from signoff.learner.progress import Journal
    from signoff.learner.work import reset as put_back

    course = _course()
    one = _exercise(course, exercise)
    if not yes:
        typer.confirm(f"Replace {one.file.relative_to(course.root)} by the starter (a backup is kept)?", abort=True)
    backup = put_back(course, one, Journal.of(course))
    kept = f"; your file is kept as {backup.relative_to(course.root)}" if backup else ""
    typer.echo(f"{one.file.relative_to(course.root)} is the starter again{kept}.")


@app.command()
def grade(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files to grade, one submission each.")],
    *,
    exercise: Annotated[str, typer.Option(help="The exercise they answer: id, part of it, or number.")],
    seed: Seed = None,
    json_: Annotated[
        Path | None, typer.Option("--json", help="Write the grade here (a list of grades for several PATHs).")
    ] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML here.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page here.")] = None,
    min_score: Annotated[
        str | None, typer.Option(metavar="X", help="The bar in points, or with % in percent. Default: all points.")
    ] = None,
    require_isolation: Annotated[
        str, typer.Option(metavar="LEVEL", help="none, partial or full: grade nothing where less of it holds.")
    ] = "none",
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="How many at once. Default: the cores.")] = None,
) -> None:
    """Grade files without touching your progress.

    Exit 0: every one meets the bar. 1: at least one does not. 2: at least one could not be graded.

    A secret in SIGNOFF_SEED replaces the course's public seed: everybody who is graded with it, and with the same
    SIGNOFF_COHORT, gets the same data, and no report tells which.
    """
    from signoff.grading.batch import Reports, Terms, grade_files, parse_bar, parse_level
    from signoff.grading.draw import draw_of

    course = _course()
    one = _exercise(course, exercise)
    bar = parse_bar(min_score, one.max_points)
    terms = Terms(draw_of(course, seed), parse_level(require_isolation), jobs or os.cpu_count() or 1)
    raise typer.Exit(grade_files(_console(), course, one, paths, bar, Reports(json_, junit, html), terms))


@app.command()
def world(
    name: Annotated[str, typer.Argument(metavar="WORLD", help="payments, lending or onboarding.")],
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="An empty folder, or one that is not there yet.")],
    preset: Annotated[str, typer.Option(help="small, course or large.")] = "course",
    seed: Seed = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Change a field of the preset; repeatable.")
    ] = None,
) -> None:
    """Simulate a world and write it as Parquet, one folder per table, with a manifest. Default seed: the course's."""
    from signoff.learner.simulating import write_world

    course = _course()
    write_world(_console(), name, preset, changes or [], course.facts.seed if seed is None else seed, out)


@app.command()
def doctor() -> None:
    """Look at this installation: what works, what does not, and what to do about it."""
    from signoff.learner.doctor import examine

    raise typer.Exit(examine(_console(), _course()))


@author.command("new")
def author_new(
    exercise: Annotated[str, typer.Argument(metavar="MODULE/SLUG", help="Such as features/velocity.")],
) -> None:
    """Lay out a new exercise: brief, TOML, tests, solution, a first mistake."""
    from signoff.author.scaffold import lay_out

    course = _course()
    for path in lay_out(course, exercise):
        typer.echo(path.relative_to(course.root))


@author.command("prove")
def author_prove(
    exercise: Which = None,
    *,
    write: Annotated[bool, typer.Option("--write", help="Regenerate starters from the solutions first.")] = False,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="How many seeds.")] = 2,
    again: Annotated[bool, typer.Option("--again", help="Do not believe the cache.")] = False,
) -> None:
    """Prove an exercise (default: all): solution earns everything, starter and nonsense nothing, mistakes their name."""
    from signoff.author.prove import prove_all

    course = _course()
    wanted = course.exercises if exercise is None else [_exercise(course, exercise)]
    raise typer.Exit(prove_all(_console(), course, wanted, seeds=seeds, write=write, again=again))


@author.command("obligations")
def author_obligations(
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when an entry is due: for a scheduled job.")] = False,
) -> None:
    """Which entries of the regulatory map were not reviewed for a year, and which ids it does not have (exit 1)."""
    import datetime as dt

    from signoff.course.obligations import obligations, stale, unknown

    course = _course()
    known = obligations(course)
    missing = [(one.id, name) for one in course.exercises for name in unknown(one, known)]
    due = stale(known, dt.datetime.now(dt.UTC).date())
    for exercise, name in missing:
        typer.echo(f"{exercise} names {name}, which datasets/obligations.toml does not have.")
    for entry in due:
        typer.echo(f"{entry.id} was last reviewed on {entry.reviewed_on}: read its source again.")
    typer.echo(f"{len(known)} obligations, {len(due)} due for review")
    raise typer.Exit(1 if missing or (strict and due) else 0)


@author.command("site")
def author_site() -> None:
    """Build the site into build/site and check every internal link."""
    from signoff.author.site import build_site

    course = _course()
    build_site(course, course.root / "build")
    typer.echo("build/site/index.html")


@author.command("lock")
def author_lock() -> None:
    """Resolve the declared dependencies anew and write requirements.lock."""
    from signoff.author.lock import write_lock

    course = _course()
    write_lock(course.root)
    typer.echo("requirements.lock")


@author.command("picture")
def author_picture(
    exercise: Which = None,
    *,
    out: Annotated[Path, typer.Option(help="The SVG to write.")],
    mistake: Annotated[str, typer.Option(help="Which wrong answer.")],
) -> None:
    """Draw the verdicts on a wrong answer, for the README."""
    from signoff.author.picture import write_picture

    course = _course()
    write_picture(course, _exercise(course, exercise), mistake, out)
    typer.echo(out)


@author.command("specimens")
def author_specimens(
    exercise: Which = None,
    *,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    mistake: Annotated[str, typer.Option(help="Which wrong answer.")],
) -> None:
    """Write three submissions to look at: the reference, the untouched starter, one plausible wrong answer."""
    from signoff.author.prove import specimens

    for path in specimens(_exercise(_course(), exercise), mistake, out):
        typer.echo(path)


def _course() -> Course:
    from signoff.course import Course

    return Course.locate()


def _exercise(course: Course, wanted: str | None) -> Exercise:
    from signoff.course import find_exercise
    from signoff.learner.progress import Journal, next_exercise

    if wanted is not None:
        return find_exercise(course, wanted)
    if not course.exercises:
        raise AuthorError("The course has no exercises yet: signoff author new MODULE/SLUG lays one out.")
    return next_exercise(course, Journal.of(course)) or course.exercises[-1]


def _grader(course: Course) -> Grader:
    from signoff.grading.session import Grader

    return Grader(course)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


if __name__ == "__main__":
    main()
