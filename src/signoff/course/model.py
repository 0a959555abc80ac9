"""The course as objects: where each module, lesson and exercise lies, and how many hours it takes."""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from signoff.course.files import CourseFile, ExerciseFile, ModuleFile, read
from signoff.course.starter import starter
from signoff.errors import AuthorError, OperatorError

_NUMBERED = re.compile(r"^(\d\d)_([a-z0-9_]+)$")


@dataclass(frozen=True)
class Lesson:
    """A notebook, its minutes and the exercise it prepares."""

    path: Path
    title: str
    minutes: int
    prepares: str


@dataclass(frozen=True)
class Exercise:
    """One exercise: its folder, its solution's folder and, on demand, its facts."""

    id: str
    number: str
    folder: Path
    solution_folder: Path

    @property
    def slug(self) -> str:
        return self.id.split("/")[1]

    @cached_property
    def facts(self) -> ExerciseFile:
        return read(ExerciseFile, self.folder / "exercise.toml", self.id)

    @property
    def file(self) -> Path:
        """What the learner writes."""
        return self.folder / f"{self.slug}.py"

    @property
    def tests(self) -> Path:
        return self.folder / f"test_{self.slug}.py"

    @property
    def brief(self) -> Path:
        return self.folder / "README.md"

    @property
    def solution(self) -> Path:
        return self.solution_folder / f"{self.slug}.py"

    @property
    def notes(self) -> Path:
        return self.solution_folder / "notes.md"

    @property
    def mistakes(self) -> list[Path]:
        return sorted((self.solution_folder / "mistakes").glob("*.py"))

    @cached_property
    def starter(self) -> str:
        """The text a learner starts from, generated from the solution."""
        if not self.solution.is_file():
            raise AuthorError(f"{self.id} has no solution, so its starter cannot be generated: write {self.solution}.")
        return starter(self.solution.read_text(encoding="utf-8"), self.id)

    @cached_property
    def names(self) -> list[str]:
        """The public functions and classes that the exercise asks for, in order."""
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        body = ast.parse(self.starter).body
        return [node.name for node in body if isinstance(node, kinds) and not node.name.startswith("_")]

    @cached_property
    def imports(self) -> list[str]:
        """The modules that tests and harness import, read from their source: loaded once, not in every grading."""
        found = set()
        for file in (self.tests, self.folder / "harness.py"):
            for node in ast.parse(file.read_text(encoding="utf-8")).body if file.is_file() else ():
                if isinstance(node, ast.Import):
                    found |= {one.name for one in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
        return sorted(found)

    @cached_property
    def max_points(self) -> int:
        """The points of all tests, read from their source without running it."""
        return sum(worth for _, _, worth in self.graded_tests)

    @cached_property
    def graded_tests(self) -> list[tuple[str, str, int]]:
        """Name, title (first line of the docstring) and points of each test, in order."""
        try:
            tree = ast.parse(self.tests.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise AuthorError(f"{self.id} has no tests: write {self.tests}.") from None
        except SyntaxError as error:
            raise AuthorError(f"{self.tests.name} of {self.id}: line {error.lineno}: {error.msg}.") from None
        found = []
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                title = (ast.get_docstring(node) or node.name).splitlines()[0]
                found.append((node.name, title, _points_of(node, self.id)))
        return found


def _points_of(node: ast.FunctionDef, exercise: str) -> int:
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "points" and mark.args:
            worth = mark.args[0]
            if isinstance(worth, ast.Constant) and type(worth.value) is int and worth.value > 0:
                return worth.value
    raise AuthorError(f"{exercise}: {node.name} has no points; write @points(N) with a whole N above it.")


@dataclass(frozen=True)
class Module:
    """A numbered folder of notebooks with the exercises that go with it."""

    id: str
    number: int
    folder: Path
    exercises: tuple[Exercise, ...]

    @cached_property
    def facts(self) -> ModuleFile:
        return read(ModuleFile, self.folder / "module.toml", self.id)

    @property
    def lessons(self) -> list[Lesson]:
        return [Lesson(self.folder / one.file, one.title, one.minutes, one.prepares) for one in self.facts.lessons]

    @property
    def introduction(self) -> Path:
        """What the module is for, in the author's words; it may not be there."""
        return self.folder / "index.md"

    @property
    def facilitator(self) -> Path:
        """How to run the module with a group; it may not be there."""
        return self.folder / "facilitator.md"

    @property
    def minutes(self) -> int:
        """For someone who has the idea; plans multiply by the course's `finding_factor`."""
        return sum(one.minutes for one in self.lessons) + sum(one.facts.minutes for one in self.exercises)


@dataclass(frozen=True)
class Course:
    """The whole course below one root folder."""

    root: Path

    @classmethod
    def locate(cls, start: Path | None = None) -> "Course":
        """The course around `start` (default: here), else the one this package was installed from.

        Raises:
            OperatorError: when neither is a course.
        """
        here = (start or Path.cwd()).resolve()
        for folder in [here, *here.parents, *Path(__file__).resolve().parents]:
            if (folder / "course.toml").is_file():
                return cls(folder)
        raise OperatorError("No course.toml here or above: run signoff inside a checkout of the course.")

    @cached_property
    def facts(self) -> CourseFile:
        return read(CourseFile, self.root / "course.toml", "the course")

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        found = []
        for number, slug, folder in _numbered(self.root / "modules"):
            exercises = tuple(
                Exercise(f"{slug}/{name}", f"{number}.{n}", path, self.root / "solutions" / folder.name / path.name)
                for n, name, path in _numbered(self.root / "exercises" / folder.name)
            )
            found.append(Module(slug, number, folder, exercises))
        return tuple(found)

    @property
    def exercises(self) -> list[Exercise]:
        return [exercise for module in self.modules for exercise in module.exercises]

    def hours(self, minutes: int) -> float:
        """Hours to plan for so many minutes: counted one and a half times (`finding_factor`) for finding the idea."""
        return minutes * self.facts.finding_factor / 60


def _numbered(folder: Path) -> list[tuple[int, str, Path]]:
    """The `NN_name` folders below, in order: number, name without it, path."""
    if not folder.is_dir():
        return []
    found = [(match, path) for path in sorted(folder.iterdir()) if (match := _NUMBERED.match(path.name))]
    return [(int(match[1]), match[2], path) for match, path in found if path.is_dir()]
