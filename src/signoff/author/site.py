"""The site: Markdown pages generated from the course, built by Zensical, every link checked.

Nothing is written twice: numbers come from the TOML files and the tests, texts from briefs and notebooks. The solutions
are not published.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from os.path import relpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from signoff.author.links import broken_links, external_loads
from signoff.author.site_markdown import Links, laid_out, link, prose, titled
from signoff.author.site_notebook import notebook_markdown
from signoff.author.site_schema import records
from signoff.course import Course, Exercise, Lesson, Module
from signoff.errors import AuthorError
from signoff.grading.grade import json_schema

if TYPE_CHECKING:
    from signoff.worlds.datasets import DataSet

_FILES = files("signoff.author") / "site_files"
_PRODUCTS = {
    "fraud": "card fraud",
    "credit": "consumer credit",
    "kyc": "onboarding (KYC)",
    "pricing": "pricing",
    "all": "all products",
}
_WIDE = "---\nhide: [toc]\n---\n\n"  # a table of columns needs the room


def build_site(course: Course, out: Path) -> None:
    """The site in `out/site`, made of the pages in `out/pages`; opens from disk and loads nothing from other hosts.

    Raises:
        AuthorError: the first problems, when Zensical warns, a link is broken or something is loaded from elsewhere.
    """
    out.mkdir(parents=True, exist_ok=True)
    for folder in ("pages", "site"):
        shutil.rmtree(out / folder, ignore_errors=True)
    build_pages(course, out / "pages")
    config = out / "mkdocs.yml"
    settings = {
        "INHERIT": relpath(course.root / "mkdocs.yml", out),
        "docs_dir": "pages",
        "site_dir": "site",
        "nav": _Site(course).navigation,
    }
    config.write_text("# Generated.\n" + json.dumps(settings, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _run_zensical(config)
    site = out / "site"
    _refuse("The site has broken links", broken_links(site))
    _refuse("The site must not need other hosts", external_loads(site))


def build_pages(course: Course, out: Path) -> list[Path]:
    """The paths of all Markdown pages of the course, written below `out` with their pictures and style sheet.

    Raises:
        AuthorError: a file of the course is missing or broken, or links to a file that does not exist.
    """
    written = []
    for page in _Site(course).pages:
        contents = {page.path: page.text.encode(), **page.pictures}
        for path, content in contents.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(content)
        written.append(out / page.path)
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    (out / "grade.schema.json").write_text(schema, encoding="utf-8")
    (out / "assets").mkdir(exist_ok=True)
    for name in ("site.css", "iframe-worker.js"):
        (out / "assets" / name).write_bytes((_FILES / name).read_bytes())
    return written


@dataclass(frozen=True)
class _Page:
    """One page, and the pictures that lie beside it."""

    path: PurePosixPath
    text: str
    pictures: dict[PurePosixPath, bytes] = field(default_factory=dict)


_HOME, _GRADE, _DATA = PurePosixPath("index.md"), PurePosixPath("grade.md"), PurePosixPath("datasets/index.md")


@dataclass(frozen=True)
class _Site:
    """Every page of a course and their order."""

    course: Course

    @property
    def pages(self) -> list[_Page]:
        found = [self._home()]
        for module in self.course.modules:
            found.append(self._module(module))
            found += [
                self._exercise(one) if isinstance(one, Exercise) else self._notebook(one) for one in steps(module)
            ]
        return [*found, *self._data(), self._grade()]

    @property
    def navigation(self) -> list[dict[str, object]]:
        """The pages as Zensical's `nav`, whose titles are HTML."""
        found: list[dict[str, object]] = [{"Home": str(_HOME)}]
        for module in self.course.modules:
            entries: list[object] = [str(self._place(module))]
            for one in steps(module):
                title = f"{one.number} {one.facts.title}" if isinstance(one, Exercise) else one.title
                entries.append({escape(title, quote=False): str(self._place(one))})
            found.append({escape(f"{module.number} {module.facts.title}", quote=False): entries})
        if self.data_sets:
            found.append(
                {
                    "Data": [
                        str(_DATA),
                        *({escape(_short(one), quote=False): str(_data_page(one))} for one in self.data_sets),
                    ]
                }
            )
        return [*found, {"The grade as JSON": str(_GRADE)}]

    def _home(self) -> _Page:
        """What the course is, how to use it, and its modules."""
        return self._rendered("home.md.j2", _HOME, example=self.course.exercises[-1:], datasets=self.data_sets)

    def _module(self, module: Module) -> _Page:
        """The author's introduction, if there is one, and everything in its order."""
        path, source = self._place(module), module.folder / "index.md"
        introduction, pictures = self._text(source, path) if source.is_file() else ("", {})
        practises = list(dict.fromkeys(one for exercise in module.exercises for one in exercise.facts.practises))
        values = {"module": module, "steps": steps(module), "practises": practises}
        return self._rendered("module.md.j2", path, pictures, introduction=introduction, **values)

    def _notebook(self, lesson: Lesson) -> _Page:
        """The notebook with its stored outputs."""
        path = self._place(lesson)
        pictures: dict[PurePosixPath, bytes] = {}

        def rewritten(text: str) -> str:
            relinked = Links(self.course.root, lesson.path, path, self._where).rewritten(text)
            pictures.update({place: file.read_bytes() for place, file in relinked.pictures.items()})
            return laid_out(relinked.text)

        text, outputs = notebook_markdown(lesson.path, rewritten)
        pictures.update({path.parent / name: content for name, content in outputs.items()})
        title, body = titled(text, lesson.title)
        values = {"title": title, "body": body, "lesson": lesson, "exercise": self._prepared(lesson)}
        return self._rendered("notebook.md.j2", path, pictures, **values)

    def _exercise(self, exercise: Exercise) -> _Page:
        """The brief, and what the TOML and the tests say."""
        path = self._place(exercise)
        if not exercise.brief.is_file():
            raise AuthorError(f"{exercise.id} has no brief: write {exercise.brief.relative_to(self.course.root)}.")
        text, pictures = self._text(exercise.brief, path)
        title, brief = titled(text, exercise.facts.title)
        lessons = [one for module in self.course.modules for one in module.lessons if one.prepares == exercise.id]
        values = {"title": title, "brief": brief, "exercise": exercise, "lessons": lessons, "products": _PRODUCTS}
        data = [one for one in self.data_sets if one.id in exercise.facts.datasets]
        return self._rendered("exercise.md.j2", path, pictures, datasets=data, **values)

    def _data(self) -> list[_Page]:
        """A page per data set and one that lists them; none for a course without data."""
        if not self.data_sets:
            return []
        from signoff.worlds.dictionary import dictionary_page

        each = [_Page(_data_page(one), _WIDE + dictionary_page(one.id)) for one in self.data_sets]
        return [self._rendered("data.md.j2", _DATA, datasets=self.data_sets), *each]

    def _grade(self) -> _Page:
        return self._rendered("grade.md.j2", _GRADE, records=records(json_schema()))

    @cached_property
    def data_sets(self) -> "tuple[DataSet, ...]":
        folder = self.course.root / "datasets"
        if not (folder / "manifest.toml").is_file():
            return ()
        from signoff.worlds.datasets import manifest  # brings pandas

        return manifest(folder=folder).datasets

    @cached_property
    def _where(self) -> dict[Path, PurePosixPath]:
        """The page of each file and folder of the repository that has one."""
        root = self.course.root.resolve()
        found = {root: _HOME, root / "README.md": _HOME}
        for module in self.course.modules:
            home = PurePosixPath(module.id)
            found |= dict.fromkeys(
                [module.folder, module.folder / "index.md", module.folder / "module.toml"], home / "index.md"
            )
            found[root / "exercises" / module.folder.name] = home / "index.md"
            for lesson in module.lessons:
                found[lesson.path] = home / "notebooks" / f"{re.sub(r'^[0-9]+_', '', lesson.path.stem)}.md"
            for exercise in module.exercises:
                found |= dict.fromkeys([exercise.folder, exercise.brief], home / "exercises" / f"{exercise.slug}.md")
        if self.data_sets:
            found |= dict.fromkeys([root / "datasets", root / "datasets" / "manifest.toml"], _DATA)
            found |= {root / "datasets" / one.file: _data_page(one) for one in self.data_sets}
        return {path.resolve(): page for path, page in found.items()}

    def _place(self, thing: "Module | Exercise | Lesson | DataSet") -> PurePosixPath:
        if isinstance(thing, Lesson):
            return self._where[thing.path.resolve()]
        if isinstance(thing, Module | Exercise):
            return self._where[thing.folder.resolve()]
        return _data_page(thing)

    def _prepared(self, lesson: Lesson) -> Exercise:
        for one in self.course.exercises:
            if one.id == lesson.prepares:
                return one
        name = f"{lesson.path.parent.name}/module.toml"
        raise AuthorError(f"{name}: {lesson.path.name} prepares {lesson.prepares}, which is not an exercise.")

    def _text(self, source: Path, page: PurePosixPath) -> tuple[str, dict[PurePosixPath, bytes]]:
        """A Markdown file of the course as it must read on `page`, and the pictures it shows."""
        found = Links(self.course.root, source, page, self._where).rewritten(source.read_text(encoding="utf-8"))
        return laid_out(found.text), {place: file.read_bytes() for place, file in found.pictures.items()}

    def _rendered(
        self, template: str, path: PurePosixPath, pictures: dict[PurePosixPath, bytes] | None = None, **values: object
    ) -> _Page:
        environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
        environment.filters["prose"] = prose
        environment.filters["hours"] = lambda minutes: f"{self.course.hours(minutes):.1f}"
        environment.filters["page"] = lambda thing: link(path, self._place(thing))
        text = environment.from_string((_FILES / template).read_text("utf-8")).render(course=self.course, **values)
        return _Page(path, text.rstrip() + "\n", pictures or {})


def steps(module: Module) -> list[Lesson | Exercise]:
    """The lessons and exercises of a module in the order to take them: each lesson before the exercise it prepares."""
    ahead = {one.id: [lesson for lesson in module.lessons if lesson.prepares == one.id] for one in module.exercises}
    found: list[Lesson | Exercise] = []
    for exercise in module.exercises:
        found += [*ahead[exercise.id], exercise]
    return [*found, *(lesson for lesson in module.lessons if lesson not in found)]


def _data_page(data_set: "DataSet") -> PurePosixPath:
    return PurePosixPath("datasets") / f"{data_set.id}.md"


def _short(data_set: "DataSet") -> str:
    return data_set.title.split(":")[0]


def _run_zensical(config: Path) -> None:
    """Build strictly; whatever it warns of is an error."""
    if find_spec("zensical") is None:
        raise AuthorError("zensical is not installed: run make install.")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", config.name]
    done = subprocess.run(command, cwd=config.parent, capture_output=True, encoding="utf-8", errors="replace")
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    problems = _warnings(said.splitlines())
    if done.returncode and not problems:
        problems = [said.strip().splitlines()[-1] if said.strip() else f"exit {done.returncode}"]
    _refuse("Zensical did not build the site", problems)


def _warnings(lines: list[str]) -> list[str]:
    """Each warning or error with the place that its frame names on the next line."""
    found = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if re.search(r"^\s*(warning|error)\b|\w+warning:", line, flags=re.IGNORECASE):
            place = re.search(r"\[ (.+?) \]", after)
            found.append(f"{place[1]}: {line.strip()}" if place else line.strip())
    return found


def _refuse(what: str, problems: Iterable[str]) -> None:
    listed = list(problems)
    if listed:
        more = f" ... and {len(listed) - 3} more." if len(listed) > 3 else ""
        raise AuthorError(f"{what}: {' '.join(listed[:3])}{more}")
