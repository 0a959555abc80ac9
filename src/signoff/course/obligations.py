"""The regulatory map: what stands behind the exercises, with its source and the day it was last looked at."""

import datetime as dt

from signoff.course.files import ObligationFile, ObligationsFile, read
from signoff.course.model import Course, Exercise
from signoff.errors import AuthorError

MAX_AGE = dt.timedelta(days=365)


def obligations(course: Course) -> dict[str, ObligationFile]:
    """Every obligation by its id, in the file's order.

    Raises:
        AuthorError: the file is missing or broken, or says an id twice.
    """
    found: dict[str, ObligationFile] = {}
    for one in read(ObligationsFile, course.root / "datasets" / "obligations.toml", "the course").obligation:
        if one.id in found:
            raise AuthorError(f"obligations.toml of the course: {one.id} stands there twice.")
        found[one.id] = one
    return found


def behind(course: Course, exercise: Exercise) -> list[ObligationFile]:
    """What stands behind an exercise.

    Raises:
        AuthorError: it names what the map does not have.
    """
    if not exercise.facts.obligations:
        return []
    known = obligations(course)
    for name in unknown(exercise, known):
        raise AuthorError(f"exercise.toml of {exercise.id}: no obligation {name} in datasets/obligations.toml.")
    return [known[name] for name in exercise.facts.obligations]


def unknown(exercise: Exercise, known: dict[str, ObligationFile]) -> list[str]:
    """The ids that an exercise names and the map does not have."""
    return [name for name in exercise.facts.obligations if name not in known]


def stale(known: dict[str, ObligationFile], today: dt.date) -> list[ObligationFile]:
    """What was last reviewed more than a year ago."""
    return [one for one in known.values() if today - one.reviewed_on > MAX_AGE]
