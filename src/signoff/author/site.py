"""The site: Markdown pages generated from the course, built by Zensical, every link checked.

Nothing is written twice: numbers come from the TOML files and the tests, texts from briefs and notebooks. The solutions
are not published.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
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
from pydantic import ValidationError

from signoff.author.links import broken_links, external_loads
from signoff.author.site_markdown import Links, laid_out, link, prose, titled
from signoff.author.site_notebook import notebook_markdown
from signoff.author.site_schema import records
from signoff.course import Course, Exercise, Lesson, Module
from signoff.course.obligations import behind
from signoff.errors import AuthorError
from signoff.grading.grade import json_schema

if TYPE_CHECKING:
    from signoff.worlds.datasets import DataSet
    from signoff.worlds.tables import WorldDictionary

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
class World:
    """A simulated world: its dictionary, where that stands, and its notebook of pictures, which may not be there."""

    dictionary: "WorldDictionary"
    source: Path
    notebook: Path

    @property
    def page(self) -> PurePosixPath:
        return PurePosixPath("worlds") / self.dictionary.id / "index.md"

    @property
    def gallery(self) -> PurePosixPath | None:
        return self.page.parent / "pictures.md" if self.notebook.is_file() else None


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
            found += [self._facilitator(module)] if module.facilitator.is_file() else []
        return [*found, *self._data(), *self._worlds(), self._grade()]

    @property
    def navigation(self) -> list[dict[str, object]]:
        """The pages as Zensical's `nav`, whose titles are HTML."""
        found: list[dict[str, object]] = [{"Home": str(_HOME)}]
        for module in self.course.modules:
            entries: list[object] = [str(self._place(module))]
            for one in steps(module):
                title = f"{one.number} {one.facts.title}" if isinstance(one, Exercise) else one.title
                entries.append({escape(title, quote=False): str(self._place(one))})
            if module.facilitator.is_file():
                entries.append({"For the facilitator": str(self._where[module.facilitator.resolve()])})
            found.append({escape(f"{module.number} {module.facts.title}", quote=False): entries})
        if self.data_sets or self.worlds:
            data: list[object] = [str(_DATA)]
            for world in self.worlds:
                pages: list[object] = [str(world.page), *({"In pictures": str(one)} for one in [world.gallery] if one)]
                data.append({escape(_short(world.dictionary), quote=False): pages})
            data += [{escape(_short(one), quote=False): str(_data_page(one))} for one in self.data_sets]
            found.append({"Data": data})
        return [*found, {"The grade as JSON": str(_GRADE)}]

    def _home(self) -> _Page:
        """What the course is, how to use it, and its modules."""
        example = self.course.exercises[-1:]
        return self._rendered("home.md.j2", _HOME, example=example, datasets=self.data_sets, worlds=self.worlds)

    def _module(self, module: Module) -> _Page:
        """The author's introduction, if there is one, and everything in its order."""
        path, source = self._place(module), module.introduction
        introduction, pictures = self._text(source, path) if source.is_file() else ("", {})
        practises = list(dict.fromkeys(one for exercise in module.exercises for one in exercise.facts.practises))
        values = {"module": module, "steps": steps(module), "practises": practises}
        values["facilitator"] = self._where[module.facilitator.resolve()] if module.facilitator.is_file() else None
        return self._rendered("module.md.j2", path, pictures, introduction=introduction, **values)

    def _facilitator(self, module: Module) -> _Page:
        """How to run the module with a group."""
        path = self._where[module.facilitator.resolve()]
        return _Page(path, *self._text(module.facilitator, path))

    def _notebook(self, lesson: Lesson) -> _Page:
        """The notebook with its stored outputs."""
        path = self._place(lesson)
        text, pictures = self._cells(lesson.path, path)
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
        values["obligations"] = behind(self.course, exercise)
        return self._rendered("exercise.md.j2", path, pictures, datasets=data, **values)

    def _data(self) -> list[_Page]:
        """A page that lists worlds and data sets, and one per data set; none for a course without data."""
        if not (self.data_sets or self.worlds):
            return []
        from signoff.worlds.dictionary import dictionary_page

        each = [_Page(_data_page(one), _WIDE + dictionary_page(one.id)) for one in self.data_sets]
        return [self._rendered("data.md.j2", _DATA, datasets=self.data_sets, worlds=self.worlds), *each]

    def _worlds(self) -> list[_Page]:
        """The dictionary of each world, and its pictures."""
        found = []
        for world in self.worlds:
            found.append(self._rendered("world.md.j2", world.page, world=world))
            if world.gallery:
                text, pictures = self._cells(world.notebook, world.gallery)
                title, body = titled(text, f"{_short(world.dictionary)}, in pictures")
                values = {"title": title, "body": body, "world": world}
                found.append(self._rendered("gallery.md.j2", world.gallery, pictures, **values))
        return found

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
    def worlds(self) -> tuple[World, ...]:
        """The worlds whose dictionary is in the repository."""
        home = self.course.root / "src" / "signoff" / "worlds"
        sources = {path.parent.name: path for path in home.glob("*/dictionary.toml")}
        if not sources:
            return ()
        from signoff.worlds.tables import WORLDS  # brings pandas

        pictures = self.course.root / "datasets" / "worlds"
        return tuple(
            World(self._dictionary(sources[name]), sources[name], pictures / f"{name}.ipynb")
            for name in WORLDS
            if name in sources
        )

    def _dictionary(self, source: Path) -> "WorldDictionary":
        from signoff.worlds.tables import WorldDictionary

        name = source.relative_to(self.course.root).as_posix()
        try:
            return WorldDictionary.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
        except tomllib.TOMLDecodeError as error:
            raise AuthorError(f"{name} is not valid TOML ({error}).") from None
        except ValidationError as error:
            first = error.errors()[0]
            raise AuthorError(f"{name}: {'.'.join(str(one) for one in first['loc'])}: {first['msg']}.") from None

    @cached_property
    def _where(self) -> dict[Path, PurePosixPath]:
        """The page of each file and folder of the repository that has one."""
        root = self.course.root.resolve()
        found = {root: _HOME, root / "README.md": _HOME}
        for module in self.course.modules:
            home = PurePosixPath(module.id)
            found |= dict.fromkeys(
                [module.folder, module.introduction, module.folder / "module.toml"], home / "index.md"
            )
            found[root / "exercises" / module.folder.name] = home / "index.md"
            if module.facilitator.is_file():
                found[module.facilitator] = home / "facilitator.md"
            for lesson in module.lessons:
                found[lesson.path] = home / "notebooks" / f"{re.sub(r'^[0-9]+_', '', lesson.path.stem)}.md"
            for exercise in module.exercises:
                found |= dict.fromkeys([exercise.folder, exercise.brief], home / "exercises" / f"{exercise.slug}.md")
        if self.data_sets:
            found |= dict.fromkeys([root / "datasets", root / "datasets" / "manifest.toml"], _DATA)
            found |= {
                root / "datasets" / file.path: _data_page(one)
                for one in self.data_sets
                if one.package is None
                for file in one.files
            }
        for world in self.worlds:
            found |= dict.fromkeys([world.source, world.source.parent], world.page)
            found[world.notebook.parent] = _DATA
            if world.gallery:
                found[world.notebook] = world.gallery
        return {path.resolve(): page for path, page in found.items()}

    def _place(self, thing: "Module | Exercise | Lesson | DataSet | World") -> PurePosixPath:
        if isinstance(thing, World):
            return thing.page
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

    def _cells(self, notebook: Path, page: PurePosixPath) -> tuple[str, dict[PurePosixPath, bytes]]:
        """A notebook as it must read on `page`, with its stored outputs, and the pictures it shows."""
        pictures: dict[PurePosixPath, bytes] = {}

        def rewritten(text: str) -> str:
            relinked = Links(self.course.root, notebook, page, self._where).rewritten(text)
            pictures.update({place: file.read_bytes() for place, file in relinked.pictures.items()})
            return laid_out(relinked.text)

        text, outputs = notebook_markdown(notebook, rewritten)
        pictures.update({page.parent / name: content for name, content in outputs.items()})
        return text, pictures

    def _rendered(
        self, template: str, path: PurePosixPath, pictures: dict[PurePosixPath, bytes] | None = None, **values: object
    ) -> _Page:
        environment = Environment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
        environment.filters["prose"] = prose
        environment.filters["hours"] = lambda minutes: f"{self.course.hours(minutes):.1f}"
        environment.filters["page"] = lambda thing: link(path, self._place(thing))
        environment.filters["link"] = lambda page: link(path, page)
        environment.filters["short"] = _short
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


def _short(described: "DataSet | WorldDictionary") -> str:
    return described.title.split(":")[0]


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
