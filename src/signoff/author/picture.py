"""A picture of a real failing verdict, for the README."""

import io
import re
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from signoff.author.prove import laid_over
from signoff.course import Course, Exercise
from signoff.errors import AuthorError
from signoff.grading.reports.terminal import score_line, verdict_block
from signoff.grading.session import Grader
from signoff.grading.submission import SubmissionFile

_PALE, _WHITE = (225, 229, 235), (255, 255, 255)
_COLOURS = [(255, 143, 134), (99, 201, 141), (229, 182, 92), (124, 199, 227), (215, 155, 230), (124, 199, 227)]
_PAPER = TerminalTheme((21, 26, 33), _PALE, [(51, 59, 71), *_COLOURS, _PALE], [(92, 102, 117), *_COLOURS, _WHITE])
_WIDTH = 96


def picture(course: Course, exercise: Exercise, mistake: str) -> str:
    """The verdicts on one plausible wrong answer, as SVG that loads nothing from elsewhere.

    Raises:
        AuthorError: the exercise has no such mistake.
    """
    found = next((one for one in exercise.mistakes if one.stem == mistake), None)
    if found is None:
        raise AuthorError(f"{exercise.id} has no mistake {mistake}.")
    text = laid_over(exercise.solution.read_text(encoding="utf-8"), found)
    with Grader(course) as grader:
        grade = grader.grade_text(exercise, SubmissionFile(text.encode()))
    console = Console(
        record=True, width=_WIDTH, file=io.StringIO(), highlight=False, color_system="truecolor", force_terminal=True
    )
    console.print(f"[dim]$[/] signoff check {exercise.id}")
    for verdict in grade.verdicts:
        console.print(verdict_block(verdict))
    console.print(score_line(grade))
    svg = console.export_svg(title="signoff check", theme=_PAPER, unique_id="verdict")
    without_fonts = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return re.sub(r"[ \t]+$", "", without_fonts, flags=re.MULTILINE)


def write_picture(course: Course, exercise: Exercise, mistake: str, out: Path) -> None:
    out.write_text(picture(course, exercise, mistake), encoding="utf-8")
