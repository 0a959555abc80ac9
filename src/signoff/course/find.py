"""Which exercise is meant: an id, a unique part of it, a number such as 2.1, or a path."""

from difflib import get_close_matches
from pathlib import Path

from signoff.course.model import Course, Exercise
from signoff.errors import LearnerError


def find_exercise(course: Course, wanted: str) -> Exercise:
    """The one exercise that `wanted` names.

    Raises:
        LearnerError: none or several fit; the sentence suggests the nearest.
    """
    exercises = course.exercises
    exact = [one for one in exercises if wanted in (one.id, one.number, one.slug)]
    if len(exact) == 1:
        return exact[0]
    path = Path(wanted).resolve()
    for one in exercises:
        if path.exists() and one.folder.resolve() in (path, *path.parents):
            return one
    partial = exact or [one for one in exercises if wanted.lower().strip("/") in one.id]
    if len(partial) == 1:
        return partial[0]
    if partial:
        raise LearnerError(f'"{wanted}" could be {_listed(partial)}: say which.')
    names = {name: one for one in exercises for name in (one.id, one.slug, one.number)}
    near = get_close_matches(wanted, names, n=1, cutoff=0.4)
    advice = f"did you mean {names[near[0]].id}?" if near else f"there are {_listed(exercises)}."
    raise LearnerError(f'No exercise "{wanted}": {advice}')


def _listed(exercises: list[Exercise]) -> str:
    return ", ".join(f"{one.id} ({one.number})" for one in exercises)
