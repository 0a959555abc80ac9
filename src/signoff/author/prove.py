"""The author's proof: the solution earns everything, nonsense earns nothing, each mistake is called by its name.

A mistake is a short file laid over the solution: it redefines one thing. Degenerate answers are made here, from the
names an exercise asks for. Results are cached by everything they depend on.
"""

import ast
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from signoff.course import Course, Exercise
from signoff.course.obligations import obligations
from signoff.course.obligations import unknown as unknown_obligations
from signoff.errors import AuthorError, SignoffError
from signoff.grading.grade import Grade
from signoff.grading.pool import Pool, Task
from signoff.grading.session import digest_of_files
from signoff.grading.submission import SubmissionFile

_RETURNS = {
    "None": "None",
    "NaN": "float('nan')",
    "zero": "0",
    "one_half": "0.5",
    "True": "True",
    "text": "'approve'",
    "empty_list": "[]",
    "empty_dict": "{}",
    "empty_array": "np.array([])",
    "empty_frame": "pd.DataFrame()",
    "an_object": "object()",
    "its_first_argument": "_argument(args, kwargs, 0)",
    "its_second_argument": "_argument(args, kwargs, 1)",
    "its_third_argument": "_argument(args, kwargs, 2)",
    "first_argument_as_NaN": "_as_nan(_argument(args, kwargs, 0))",
    "zeros_like_first": "_zeros(_argument(args, kwargs, 0))",
}
_HELPERS = """
import numpy as np
import pandas as pd

def _argument(args, kwargs, position):
    given = [*args, *kwargs.values()]
    return given[position] if position < len(given) else None

def _as_nan(value):
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return value.mask(np.ones(value.shape, dtype=bool))
    return np.full(np.shape(value), np.nan)

def _zeros(value):
    return np.zeros(np.shape(value)[:1])
"""


@dataclass(frozen=True)
class Case:
    """One submission of a proof, and what its grade must be."""

    name: str
    text: str
    expects: str
    """`everything`, `nothing`, `not attempted`, or the diagnosis of a mistake."""


def cases(exercise: Exercise) -> list[Case]:
    """Every submission by which an exercise is proven."""
    solution = exercise.solution.read_text(encoding="utf-8")
    mistakes = [Case(f"mistake {one.stem}", laid_over(solution, one), _diagnosis(one)) for one in exercise.mistakes]
    degenerate = [Case(f"returns {name}", _degenerate(exercise, value), "nothing") for name, value in _RETURNS.items()]
    return [
        Case("solution", solution, "everything"),
        Case("starter", exercise.starter, "not attempted"),
        *mistakes,
        *degenerate,
    ]


def laid_over(solution: str, mistake: Path) -> str:
    """The solution with one thing redefined."""
    return f"{solution}\n\n{mistake.read_text(encoding='utf-8')}"


def specimens(exercise: Exercise, mistake: str, out: Path) -> list[Path]:
    """Write the reference, the starter and one mistake as three files to grade; their paths.

    Raises:
        AuthorError: the exercise has no such mistake.
    """
    found = next((one for one in exercise.mistakes if one.stem == mistake), None)
    if found is None:
        known = ", ".join(one.stem for one in exercise.mistakes)
        raise AuthorError(f"{exercise.id} has no mistake {mistake}: there are {known}.")
    solution = exercise.solution.read_text(encoding="utf-8")
    texts = {"reference": solution, "starter": exercise.starter, mistake: laid_over(solution, found)}
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / f"{name}.py").write_text(text, encoding="utf-8")
    return [out / f"{name}.py" for name in texts]


def _diagnosis(mistake: Path) -> str:
    return mistake.stem.replace("_", "-")


def _degenerate(exercise: Exercise, value: str) -> str:
    functions = [f"def {name}(*args, **kwargs):\n    return {value}\n" for name in exercise.names]
    return _HELPERS + "\n" + "\n".join(functions)


# --- judging ------------------------------------------------------------------------------------------------------


def problem_of(case: Case, grade: Grade, also_allowed: Iterable[str] = ()) -> str | None:
    """What is wrong with the grade of a case, or None."""
    first = grade.first_failure
    found = f"{first.outcome} {first.diagnosis or ''} ({first.message[:160]})" if first else "all passed"
    where = f"{case.name} at seed {grade.seed}"
    if case.expects == "everything":
        return None if grade.passed else f"{where}: expected all points, got {grade.score}: {found}"
    if case.expects in ("nothing", "not attempted"):
        if grade.score:
            earned = ", ".join(one.test for one in grade.verdicts if one.points)
            return f"{where}: expected 0 points, got {grade.score} ({earned})"
        attempted = [one for one in grade.verdicts if one.outcome not in ("not_attempted", "blocked")]
        if case.expects == "not attempted" and attempted:
            return f"{where}: expected not attempted, got {found}"
        return None
    if first is None:
        return f"{where}: a wrong answer earned all points"
    if first.outcome != "failed" or first.diagnosis != case.expects:
        return f"{where}: expected the diagnosis {case.expects} first, got {found}"
    allowed = {case.expects, *also_allowed}
    for one in grade.verdicts:
        if one.outcome not in ("passed", "blocked") and (one.outcome != "failed" or one.diagnosis not in allowed):
            return f"{where}: {one.test} adds {one.diagnosis or one.outcome}, which is not true of it ({one.message[:160]})"
    return None


def diagnoses_in(tests: str) -> set[str]:
    """The diagnoses that a test file can give, read from its source."""
    found = set()
    for node in ast.walk(ast.parse(tests)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("diagnose", "gate"):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "diagnosis"]
            for value in named or node.args[:1]:
                # one of two names, as in `"too-wide" if wide else "too-narrow"`, counts as both
                choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
                found |= {one.value for one in choices if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


@dataclass(frozen=True)
class Proof:
    """What a proof found: problems (none is a proof), and how many gradings it took."""

    exercise: Exercise
    problems: list[str]
    gradings: int
    cached: bool = False


def prove(course: Course, exercise: Exercise, *, seeds: int, jobs: int = 1, again: bool = False) -> Proof:
    """Prove one exercise at several seeds.

    Args:
        course: where it belongs.
        exercise: what to prove.
        seeds: how many: the course's public seed and 1, 2, 3, ...
        jobs: how many gradings at once.
        again: do not believe the cache.
    """
    cache = course.root / ".signoff" / "proofs" / f"{exercise.slug}-{_key(course, exercise, seeds)}.json"
    if cache.is_file() and not again:
        return Proof(exercise, [], json.loads(cache.read_text(encoding="utf-8"))["gradings"], cached=True)
    problems = _static_problems(course, exercise)
    work = [(case, seed) for seed in [course.facts.seed, *range(1, seeds)] for case in cases(exercise)]
    reached: set[str] = set()
    tasks = [Task(exercise, SubmissionFile(case.text.encode()), seed) for case, seed in work]
    with Pool(course, jobs) as pool:
        found = [result.found for result in pool.grade(tasks)]
    for (case, _), grade in zip(work, found, strict=True):
        if isinstance(grade, SignoffError):
            problems.append(f"{case.name}: {grade}")
            continue
        if case.name.startswith("mistake "):
            reached |= {one.diagnosis for one in grade.verdicts if one.diagnosis}
        problem = problem_of(case, grade, exercise.facts.also_allowed.get(case.name.removeprefix("mistake "), ()))
        problems += [problem] if problem else []
    unproven = diagnoses_in(exercise.tests.read_text(encoding="utf-8")) - reached
    problems += [
        f"no mistake proves the diagnosis {name}: write {name.replace('-', '_')}.py" for name in sorted(unproven)
    ]
    if not problems:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps({"gradings": len(work)}), encoding="utf-8")
    return Proof(exercise, problems, len(work))


def _static_problems(course: Course, exercise: Exercise) -> list[str]:
    problems = []
    if len(exercise.mistakes) < 4:
        problems.append(f"{len(exercise.mistakes)} mistakes; an exercise has at least four plausible wrong answers")
    committed = exercise.file.read_text(encoding="utf-8") if exercise.file.is_file() else ""
    if committed != exercise.starter:
        problems.append(
            f"{exercise.file.name} is not the starter that the solution generates: signoff author prove --write"
        )
    problems += [f"{path.name} is missing" for path in (exercise.brief, exercise.notes) if not path.is_file()]
    told, worth = _points_told(exercise), sorted(worth for _, _, worth in exercise.graded_tests)
    if told and told != worth:
        problems.append(f"the brief tells the points {told}, the tests give {worth}")
    if exercise.facts.obligations:
        unwritten = unknown_obligations(exercise, obligations(course))
        problems += [f"no obligation {name} in datasets/obligations.toml" for name in unwritten]
    unknown = set(exercise.facts.also_allowed) - {one.stem for one in exercise.mistakes}
    problems += [f"also_allowed names {name}, which is no mistake" for name in sorted(unknown)]
    return problems


def _points_told(exercise: Exercise) -> list[int]:
    """The points that the brief's last paragraph, *Judged on:*, promises: `(2)` or `(2 points)`."""
    brief = exercise.brief.read_text(encoding="utf-8") if exercise.brief.is_file() else ""
    return sorted(int(one) for one in re.findall(r"\((\d+)(?: points)?\)", brief.partition("*Judged on:*")[2]))


def _key(course: Course, exercise: Exercise, seeds: int) -> str:
    """A digest of everything a proof depends on."""
    package = Path(__file__).resolve().parents[1]
    rooms = [course.root / "datasets", exercise.folder, exercise.solution_folder, package]
    paths = [
        path for room in rooms for path in sorted(room.rglob("*")) if path.is_file() and "__pycache__" not in path.parts
    ]
    total = digest_of_files([*paths, course.root / "course.toml", course.root / "requirements.lock"])
    return hashlib.sha256(f"{total} {seeds} {sys.version}".encode()).hexdigest()[:32]


def prove_all(
    console: Console, course: Course, exercises: list[Exercise], *, seeds: int, write: bool, again: bool
) -> int:
    """Prove each exercise and print what was found; the exit code."""
    failed = 0
    for exercise in exercises:
        if write:
            exercise.file.write_text(exercise.starter, encoding="utf-8")
        proof = prove(course, exercise, seeds=seeds, jobs=os.cpu_count() or 1, again=again)
        failed += bool(proof.problems)
        told = f"{len(exercise.mistakes)} mistakes, {seeds} seeds, {proof.gradings} gradings"
        sign = "[red]✗[/]" if proof.problems else "[green]✓[/]"
        console.print(f" {sign} {exercise.id}  [dim]{told}{', unchanged since its proof' if proof.cached else ''}[/]")
        for problem in proof.problems:
            console.print(f"   {problem}", markup=False)
    return 1 if failed else 0
