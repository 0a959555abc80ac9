"""Where am I: modules, exercises, points, hours left, and what comes next."""

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from signoff.course import Course, Exercise, Module
from signoff.errors import AuthorError
from signoff.grading.reports.terminal import bar
from signoff.learner.progress import Journal, next_exercise

_BRIEF_PARAGRAPHS = 2
"""The situation and the task; modules and points stay on a small screen above them."""


def print_status(console: Console, course: Course) -> None:
    """The learner's page: every module with its exercises, then the next exercise's brief."""
    journal = Journal.of(course)
    left = course.hours(sum(_minutes_left(module, journal) for module in course.modules))
    console.print(
        Text.assemble("\n ", (course.facts.title, "bold"), f"  about {left:.1f} hours left\n" if left else "\n")
    )
    for module in course.modules:
        console.print(_module(course, module, journal))
    following = next_exercise(course, journal)
    if following is None:
        console.print(" Nothing is left to do. [dim]signoff check --all grades everything again.[/]")
    else:
        _print_next(console, course, following)


def _module(course: Course, module: Module, journal: Journal) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False, pad_edge=True, expand=False)
    table.add_column(width=3)
    table.add_column(width=34)
    table.add_column(no_wrap=True, width=12)
    table.add_column(no_wrap=True, justify="right", width=6)
    table.add_column()
    earned = sum(journal.state(one).score for one in module.exercises)
    total = sum(one.max_points for one in module.exercises)
    hours = course.hours(_minutes_left(module, journal))
    heading = Text(f"{module.number}", style="bold"), Text(module.facts.title, style="bold")
    table.add_row(
        *heading,
        bar(earned, total, 12),
        f"{earned}/{total}",
        Text(f"{hours:.1f} h left" if hours else "done", style="dim"),
    )
    for lesson in module.lessons:
        table.add_row("", Text(lesson.title, style="dim"), Text("notebook", style="dim"), "", _minutes(lesson.minutes))
    for one in module.exercises:
        state = journal.state(one)
        name = Text(one.facts.title)
        table.add_row(
            one.number,
            name,
            bar(state.score, one.max_points, 12),
            f"{state.score}/{one.max_points}",
            _note(one, journal),
        )
    table.add_row("")
    return table


def _note(exercise: Exercise, journal: Journal) -> Text:
    state = journal.state(exercise)
    if state.submission and not journal.is_current(exercise):
        return Text("changed since its check", style="yellow")
    if state.passed:
        return Text("passed", style="green")
    if state.gave_up:
        return Text("solution seen", style="dim")
    return _minutes(exercise.facts.minutes)


def _minutes(minutes: int) -> Text:
    return Text(f"{minutes} min", style="dim")


def _minutes_left(module: Module, journal: Journal) -> int:
    """Exercises not passed, and the notebooks that prepare them."""
    open_ones = [one for one in module.exercises if not journal.state(one).passed]
    ids = {one.id for one in open_ones}
    lessons = sum(lesson.minutes for lesson in module.lessons if lesson.prepares in ids)
    return lessons + sum(one.facts.minutes for one in open_ones)


def _print_next(console: Console, course: Course, exercise: Exercise) -> None:
    if not exercise.brief.is_file():
        raise AuthorError(f"{exercise.id} has no brief: write {exercise.brief}.")
    brief = exercise.brief.read_text(encoding="utf-8").removeprefix(f"# {exercise.facts.title}").strip()
    first = "\n\n".join(brief.split("\n\n")[:_BRIEF_PARAGRAPHS])
    console.print(Text.assemble((f" Next: {exercise.id}", "bold"), f"  {exercise.facts.title}"))
    console.print(Text(f" {exercise.file.relative_to(course.root)}\n", style="dim"))
    console.print(Padding(Markdown(first), (0, 4, 0, 4)))
    if first != brief:
        console.print(f"\n    [dim]… the whole brief: {exercise.brief.relative_to(course.root)}[/]")
    console.print("\n [dim]signoff watch   signoff check   signoff hint[/]")
