"""Verdicts for a terminal. Text from a submission is never read as markup."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from signoff.grading.grade import LABELS, Gate, Grade, Verdict

STYLE = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_attempted": ("○", "yellow"),
    "blocked": ("·", "dim"),
    "error": ("!", "red"),
    "limit": ("!", "magenta"),
}


def verdict_block(verdict: Verdict, printed: str = "") -> RenderableType:
    """One verdict: sign, points and title; below it what there is to learn."""
    sign, colour = STYLE[verdict.outcome]
    told: list[RenderableType] = [Text(verdict.title, style="dim" if verdict.outcome == "blocked" else "")]
    if verdict.outcome not in ("passed", "blocked"):
        told.append(Text(verdict.diagnosis or LABELS[verdict.outcome], style=f"bold {colour}"))
        told.append(Text(verdict.message))
    if verdict.gate is not None and verdict.measured is not None:
        told.append(Text(measured_beside_gate(verdict.measured, verdict.gate), style="cyan"))
    if printed.strip():
        told.append(Text("it printed: " + printed.strip(), style="dim"))
    block = Table.grid(padding=(0, 1))
    block.add_column()
    block.add_column(justify="right")
    block.add_column()
    points = f"{verdict.points}/{verdict.max_points}"
    block.add_row(Text(f" {sign}", style=colour), Text(f"{points:>5}", style="bold"), Group(*told))
    return block


def measured_beside_gate(measured: float, gate: Gate) -> str:
    """`excess log-loss: measured 0.0112, gate at most 0.006`."""
    bound = f"at most {gate.at_most:.4g}" if gate.at_most is not None else f"at least {gate.at_least:.4g}"
    return f"{gate.name}: measured {measured:.4g}, gate {bound}"


def bar(points: float, total: float, width: int = 20) -> Text:
    """A progress bar; full only when everything is earned. It reads without colour, too."""
    filled = int(width * points / total) if total else 0
    return Text("━" * filled, style="green") + Text("─" * (width - filled), style="bright_black")


def score_line(grade: Grade) -> Text:
    blocked = sum(one.outcome == "blocked" for one in grade.verdicts)
    line = (
        Text(" ")
        + bar(grade.score, grade.max_score)
        + Text(f"  {grade.score} of {grade.max_score} points", style="bold")
    )
    if blocked:
        tests = "test waits" if blocked == 1 else "tests wait"
        line += Text(f"  ({blocked} {tests} for an earlier one)", style="dim")
    return line


def comparison(named: Sequence[tuple[str, Grade | str]]) -> Table:
    """Several grades of one exercise, a row each; where there is a sentence instead of a grade, it was said above."""
    table = Table(box=None, padding=(0, 1), show_edge=False)
    table.add_column("submission", overflow="fold")
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("first that is no pass", overflow="fold")
    for name, grade in named:
        if isinstance(grade, str):
            table.add_row(Text(name), "", "", Text("could not be graded", style="red"))
            continue
        first = grade.first_failure
        said = Text("all passed", style="green")
        if first is not None:
            said = Text(first.diagnosis or LABELS[first.outcome], style=STYLE[first.outcome][1])
        table.add_row(
            Text(name),
            Text(f"{grade.score}/{grade.max_score}", style="bold"),
            bar(grade.score, grade.max_score, 12),
            said,
        )
    return table
