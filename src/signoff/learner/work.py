"""What a learner does with one exercise: the next hint, the solution, a fresh start."""

import contextlib
import datetime as dt
from pathlib import Path

from signoff.course import Course, Exercise
from signoff.errors import LearnerError, OperatorError
from signoff.learner.progress import Journal, folder


def next_hint(exercise: Exercise, journal: Journal) -> tuple[list[str], int]:
    """Every hint shown so far and one more; and how many there are in all. Recorded."""
    hints = exercise.facts.hints
    shown = journal.state(exercise).hints
    if shown < len(hints):
        journal.note("hint", exercise)
        shown += 1
    return hints[:shown], len(hints)


def may_see_solution(exercise: Exercise, journal: Journal, *, give_up: bool) -> None:
    """Record that the solution is shown.

    Raises:
        LearnerError: the exercise has not been passed and `give_up` is not set.
    """
    if journal.state(exercise).passed:
        journal.note("solution", exercise)
    elif give_up:
        journal.note("gave-up", exercise)
    else:
        raise LearnerError(
            f"{exercise.id} is not passed yet: signoff hint {exercise.id} helps; "
            f"signoff solution {exercise.id} --give-up shows the solution and records that."
        )


def reset(course: Course, exercise: Exercise, journal: Journal) -> Path | None:
    """Put the starter back; the path of the backup of what was there, None when there was nothing."""
    starter = exercise.starter
    backup = None
    if exercise.file.is_file():
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
        backup = _kept(folder(course) / "backups", f"{exercise.slug}-{stamp}", exercise.file.read_bytes())
    exercise.file.write_text(starter, encoding="utf-8")
    journal.note("reset", exercise)
    return backup


def _kept(place: Path, name: str, content: bytes) -> Path:
    """The path of a new file with this content; a file that is there already is never written over."""
    place.mkdir(parents=True, exist_ok=True)
    for suffix in ("", *(f"-{number}" for number in range(2, 10_000))):
        with contextlib.suppress(FileExistsError), (place / f"{name}{suffix}.py").open("xb") as file:
            file.write(content)
            return Path(file.name)
    raise OperatorError(f"{place} holds ten thousand backups of one second: move them away.")
