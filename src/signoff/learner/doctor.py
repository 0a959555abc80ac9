"""What works on this machine, what does not, and what to do about it."""

import platform
import re
import sys
from importlib import metadata

from packaging.markers import Marker
from rich.console import Console
from rich.text import Text

from signoff.course import Course
from signoff.errors import SignoffError
from signoff.learner.screen import hanging
from signoff.sandbox.isolation import Level

Finding = tuple[bool, str]
"""Whether it is well, and the sentence."""


def examine(console: Console, course: Course) -> int:
    """Print one line per finding; the exit code is 0 when all is well."""
    well = True
    console.print()
    for look in (_python, _libraries, _course_files, _data, _grader):
        try:
            fine, sentence = look(course)
        except SignoffError as error:
            fine, sentence = False, str(error)
        well &= fine
        console.print(hanging(Text("✓", style="green") if fine else Text("✗", style="red"), Text(sentence)))
    for sentence in _isolation(course):
        console.print(hanging("·", Text(sentence, style="dim")))
    return 0 if well else 2


def _python(course: Course) -> Finding:
    version = platform.python_version()
    return sys.version_info >= (3, 11), f"Python {version}" + (
        "" if sys.version_info >= (3, 11) else "; 3.11 is needed"
    )


def _libraries(course: Course) -> Finding:
    """Installed versions against the lock."""
    path = course.root / "requirements.lock"
    if not path.is_file():
        return False, "requirements.lock is missing: git checkout requirements.lock"
    lock = path.read_text(encoding="utf-8")
    wanted = re.findall(r"^([\w.-]+)==(\S+)(?: ; (.+?))? \\$", lock, flags=re.MULTILINE)
    wrong = []
    for name, version, marker in wanted:
        if marker and not Marker(marker).evaluate():
            continue
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = "missing"
        if found != version:
            wrong.append(f"{name} {found}, locked {version}")
    if wrong:
        return False, f"{len(wrong)} libraries differ from requirements.lock ({'; '.join(wrong[:3])}): make install"
    return True, f"{len(wanted)} libraries are as locked"


def _course_files(course: Course) -> Finding:
    for module in course.modules:
        _ = module.facts, [(one.facts, one.starter, one.max_points) for one in module.exercises]
    return True, f"{len(course.modules)} modules and {len(course.exercises)} exercises read well"


def _data(course: Course) -> Finding:
    from signoff.worlds.datasets import DatasetError, load, manifest

    ids = [one.id for one in manifest(folder=course.root / "datasets").datasets]
    for name in ids:
        try:
            load(name, folder=course.root / "datasets")
        except DatasetError as error:
            return False, str(error)
    return True, f"{len(ids)} data sets match their checksums"


def _grader(course: Course) -> Finding:
    """Grade a starter, which shows that processes can be started and limited."""
    from signoff.grading.session import Grader
    from signoff.grading.submission import SubmissionFile

    if not course.exercises:
        return False, "the course has no exercises to try the grader on: signoff author new MODULE/SLUG"
    exercise = course.exercises[0]
    with Grader(course) as grader:
        grade = grader.grade_text(exercise, SubmissionFile(exercise.starter.encode()))
    return grade.score == 0, f"the grader runs ({exercise.id}: its starter earns {grade.score})"


_LEVELS: dict[Level, str] = {
    "full": "submissions see no file, process or network of others, only the libraries and their own folder",
    "partial": "what is missing is within a submission's reach, so grade strangers in a virtual machine",
    "none": "submissions run in a process of their own with limits on CPU, memory, output and waiting; that is no "
    "boundary against hostile code, so grade strangers in a virtual machine",
}


def _isolation(course: Course) -> list[str]:
    """The level, and what would raise it."""
    from signoff.grading.session import Grader

    with Grader(course) as grader:
        held = grader.isolation()
    if sys.platform != "linux":
        return [f"isolation: none; {_LEVELS['none']} (isolation needs Linux; WSL2 has it)"]
    return [f"isolation: {held.level}; {_LEVELS[held.level]}", *held.sentences]
