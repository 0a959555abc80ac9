"""The site: what its pages say, what they must not say, and whether every link leads somewhere."""

import base64
import html
import json
import re
import shutil
from pathlib import Path

import markdown
import pytest

from signoff.author.links import broken_links, external_loads
from signoff.author.site import build_pages, build_site, steps
from signoff.author.site_markdown import laid_out, prose, titled
from signoff.author.site_schema import records
from signoff.cli import app
from signoff.course import Course
from signoff.errors import AuthorError
from signoff.grading.grade import json_schema

REPOSITORY = Path(__file__).parents[1]
PIXEL = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
EXERCISE, MODULE = "exercises/01_toy/01_double", "modules/01_toy"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return tmp_path / "pages"


def write(course: Course, path: str, text: str) -> None:
    (course.root / path).write_text(text, encoding="utf-8")


def replace(course: Course, path: str, old: str, new: str) -> None:
    text = (course.root / path).read_text(encoding="utf-8")
    assert old in text
    write(course, path, text.replace(old, new))


def brief(course: Course, pages: Path, text: str) -> str:
    """The page of the exercise when its brief is `text`."""
    write(course, f"{EXERCISE}/README.md", text)
    build_pages(Course(course.root), pages)
    return (pages / "toy/exercises/double.md").read_text(encoding="utf-8")


def code(source: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {"cell_type": "code", "id": "c", "execution_count": 1, "metadata": {}, "source": source, "outputs": outputs}


def notebook(course: Course, pages: Path, *cells: dict[str, object]) -> str:
    """The page of the notebook when it has these cells."""
    numbered = [{**cell, "id": f"cell{number}"} for number, cell in enumerate(cells)]
    content = {"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    write(course, f"{MODULE}/01_numbers.ipynb", json.dumps(content))
    build_pages(Course(course.root), pages)
    return (pages / "toy/notebooks/numbers.md").read_text(encoding="utf-8")


# Pages


def test_home_counts_notebooks_exercises_and_hours(toy: Course, pages: Path) -> None:
    replace(toy, f"{EXERCISE}/exercise.toml", "minutes = 30", "minutes = 100")
    build_pages(toy, pages)
    home = (pages / "index.md").read_text(encoding="utf-8")
    assert "| 1 | [Toys](toy/index.md)<br>What is twice a number? | 3.0 | 1 | 1 |" in home  # (20 + 100) * 1.5 / 60
    assert "| | **Together** | **3.0** | **1** | **1** |" in home


def test_module_lists_its_steps_in_order_with_minutes_and_points(toy: Course, pages: Path) -> None:
    replace(toy, f"{EXERCISE}/exercise.toml", "minutes = 30", "minutes = 40")
    build_pages(toy, pages)
    rows = [line for line in (pages / "toy/index.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert rows[2:] == [
        "| [Numbers, twice](notebooks/numbers.md), notebook | 20 | 0.5 h | |",
        "| **1.1** [Twice each number](exercises/double.md), exercise | 40 | 1.0 h | 6 |",
        "| **Together** | **60** | **1.5 h** | **6** |",
    ]


def test_a_written_introduction_takes_the_place_of_the_generated_one(toy: Course, pages: Path) -> None:
    write(toy, f"{MODULE}/index.md", "# Toys, at length\n\nStart [here](01_numbers.ipynb).\n")
    build_pages(toy, pages)
    page = (pages / "toy/index.md").read_text(encoding="utf-8")
    assert page.startswith("# Toys, at length\n\nStart [here](notebooks/numbers.md).")
    assert "What is twice a number?" not in page
    assert "| **Together** |" in page


def test_a_page_for_the_facilitator_is_linked_and_stands_last_in_its_module(toy: Course, pages: Path) -> None:
    build_pages(toy, pages)
    assert "facilitator" not in (pages / "toy/index.md").read_text(encoding="utf-8")
    mistake = next((toy.root / "solutions/01_toy/01_double/mistakes").glob("*.py"))
    told = (
        f"# In two hours\n\n[Twice](../../{EXERCISE}), and [`{mistake.stem}`](../../{mistake.relative_to(toy.root)}).\n"
    )
    write(toy, f"{MODULE}/facilitator.md", told)
    build_pages(toy, pages)
    assert "(facilitator.md)" in (pages / "toy/index.md").read_text(encoding="utf-8")
    page = (pages / "toy/facilitator.md").read_text(encoding="utf-8")
    assert page.startswith(f"# In two hours\n\n[Twice](exercises/double.md), and `{mistake.stem}`.")
    write(toy, f"{MODULE}/facilitator.md", "[gone](../../solutions/01_toy/01_double/mistakes/no_such.py)\n")
    with pytest.raises(AuthorError, match=r"facilitator\.md links to .*no_such\.py, which does not exist"):
        build_pages(toy, pages)


def test_a_lesson_stands_before_the_exercise_that_it_prepares(toy: Course) -> None:
    extra = '\n[[lessons]]\nfile = "02_after.ipynb"\ntitle = "After"\nminutes = 5\nprepares = "elsewhere/later"\n'
    write(toy, f"{MODULE}/module.toml", (toy.root / MODULE / "module.toml").read_text(encoding="utf-8") + extra)
    module = Course(toy.root).modules[0]
    assert steps(module) == [module.lessons[0], module.exercises[0], module.lessons[1]]


def test_exercise_shows_brief_tests_facts_and_folded_hints(toy: Course, pages: Path) -> None:
    page = brief(toy, pages, "# Twice each number\n\nA ledger doubles.\n")
    assert page.startswith('# Twice each number\n\n<p class="facts">Exercise 1.1 · all products · 30 minutes')
    assert page.count("# Twice each number") == 1
    assert "A ledger doubles." in page
    assert "| Every number has an answer, and it is another number. | 2 |" in page
    assert "| Whole numbers of either sign are doubled. | 3 |" in page
    assert "| **Together** | **6** |" in page
    assert "signoff check toy/double" in page
    assert "`exercises/01_toy/01_double/double.py`" in page
    assert "[Numbers, twice](../notebooks/numbers.md)" in page
    assert "| Limits of each test | 5 s of CPU · 256 MiB of memory |" in page
    assert '??? note "Hint 2 of 2"\n\n    Multiply; do not round \\[at all\\].' in page


def test_no_page_tells_the_solution(toy: Course, tmp_path: Path) -> None:
    secrets = {"solution": "swordfish", "notes": "halibut", "mistake": "sturgeon", "link": "lamprey"}
    solution = "solutions/01_toy/01_double"
    replace(toy, f"{solution}/double.py", "return [2 * value for value in values]", f"return {secrets['solution']}")
    write(toy, f"{solution}/notes.md", secrets["notes"])
    write(toy, f"{solution}/mistakes/tripled.py", secrets["mistake"])
    write(toy, f"{solution}/lamprey.md", "# lamprey")
    write(toy, f"{EXERCISE}/README.md", f"# T\n\nSee [the notes](../../../{solution}/{secrets['link']}.md).\n")
    shutil.copy(REPOSITORY / "mkdocs.yml", toy.root)
    build_site(Course(toy.root), tmp_path / "build")
    files = [file for file in (tmp_path / "build").rglob("*") if file.is_file()]
    told = {file.name for file in files for secret in secrets.values() if secret.encode() in file.read_bytes()}
    assert told == set()
    assert "See the notes." in (tmp_path / "build/pages/toy/exercises/double.md").read_text(encoding="utf-8")


def test_every_field_of_a_grade_is_on_its_page_and_in_the_schema_beside_it(toy: Course, pages: Path) -> None:
    build_pages(toy, pages)
    page = (pages / "grade.md").read_text(encoding="utf-8")
    schema = json_schema()
    objects = {"Grade": schema, **schema["$defs"]}
    for name, one in objects.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) == list(one["properties"])
    assert json.loads((pages / "grade.schema.json").read_text(encoding="utf-8")) == schema


def test_types_and_defaults_of_a_schema_are_told_in_words() -> None:
    inner = {"title": "Inner", "properties": {"deep": {"$ref": "#/$defs/Deep"}}, "required": ["deep"]}
    properties = {
        "many": {"type": "array", "items": {"$ref": "#/$defs/Inner"}},
        "few": {"anyOf": [{"type": "number"}, {"type": "null"}], "default": None},
        "choice": {"enum": ["a", "b"]},
        "size": {"type": "integer", "minimum": 0, "description": "How large."},
    }
    schema = {"title": "Outer", "properties": properties, "required": ["many", "choice", "size"]}
    schema["$defs"] = {"Deep": {"title": "Deep", "properties": {}}, "Inner": inner}
    outer, *others = records(schema)
    assert [one.name for one in others] == ["Inner", "Deep"]
    assert [(one.type, one.default) for one in outer.fields] == [
        ("list of [Inner](#inner)", None),
        ("number or `null`", "`null`"),
        ('`"a"` · `"b"`', None),
        ("whole number, at least 0", None),
    ]
    assert outer.fields[3].meaning == "How large."


def test_every_command_on_a_page_exists(toy: Course, pages: Path) -> None:
    build_pages(with_world(toy), pages)
    commands = {one.name or one.callback.__name__: one for one in app.registered_commands if one.callback}
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages.rglob("*.md"))
    lines = re.findall(r"^`?signoff ([a-z]+)(.*)$", text, flags=re.MULTILINE)
    assert {name for name, _ in lines} >= {"check", "hint", "grade", "world"}
    for name, rest in lines:
        source = str(commands[name].callback.__annotations__)
        for option in re.findall(r"--([a-z-]+)", rest):
            assert option.replace("-", "_") in source.replace("json_", "json"), f"signoff {name} --{option}"


# Data and worlds

DICTIONARY = """\
id = "lending"
title = "Lending: a toy lender"
story = "Someone asks for a * and gets it."
not_imitated = ["Weather.", "Interest <rates>."]

[[table]]
name = "applications"
side = "observed"
one_row = "an application"
column = [
  { name = "amount", dtype = "float64", unit = "EUR", description = "Asked | for." },
  { name = "channel", dtype = "category", values = ["web", "branch"], description = "How." },
]

[[table]]
name = "outcomes"
side = "truth"
one_row = "what became of it"
column = [{ name = "defaulted", dtype = "bool", description = "Whether it went bad." }]
"""
WORLD = "src/signoff/worlds/lending/dictionary.toml"
GALLERY = "datasets/worlds/lending.ipynb"


def with_world(course: Course, *cells: dict[str, object]) -> Course:
    """The course with a world; with its notebook of pictures when there are cells."""
    (course.root / WORLD).parent.mkdir(parents=True)
    write(course, WORLD, DICTIONARY)
    if cells:
        numbered = [{**cell, "id": f"cell{number}"} for number, cell in enumerate(cells)]
        (course.root / GALLERY).parent.mkdir(parents=True)
        write(course, GALLERY, json.dumps({"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return Course(course.root)


def words(text: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def test_a_course_without_data_and_worlds_has_no_page_of_data(toy: Course, pages: Path) -> None:
    written = build_pages(toy, pages)
    assert not [page for page in written if "worlds" in page.parts or "datasets" in page.parts]


def test_a_world_tells_its_story_its_limits_and_every_column(toy: Course, pages: Path) -> None:
    build_pages(with_world(toy), pages)
    page = (pages / "worlds/lending/index.md").read_text(encoding="utf-8")
    assert "# Lending: a toy lender\n" in page
    assert "Someone asks for a \\* and gets it." in page
    assert "- Weather.\n- Interest &lt;rates>.\n" in page
    assert "| `amount` | `float64`<br>EUR | Asked \\| for. |" in page
    assert "| `channel` | `category` | How.<br>One of `web`, `branch`. |" in page
    observed, truth = page.split("## What can be observed")[1].split("## The truth")
    assert "### `applications`\n\nOne row is an application.\n\n| Column |" in observed
    assert "outcomes" not in observed
    assert "Hidden from learners" in truth
    assert "| `defaulted` | `bool` | Whether it went bad. |" in truth
    assert "In pictures" not in page
    index = (pages / "datasets/index.md").read_text(encoding="utf-8")
    assert "| [Lending](../worlds/lending/index.md) | a toy lender | 2 |" in index
    assert "[Lending](worlds/lending/index.md)." in (pages / "index.md").read_text(encoding="utf-8")


def test_a_gallery_is_a_page_beside_its_world(toy: Course, pages: Path) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "seen\n"}
    dictionary = f"[every column](../../{WORLD})"
    build_pages(with_world(toy, words(f"# Lending, seen\n\nSee {dictionary}."), code("show()", output)), pages)
    page = (pages / "worlds/lending/pictures.md").read_text(encoding="utf-8")
    assert page.startswith('# Lending, seen\n\n<p class="facts">Simulated world · <code>datasets/worlds/lending.ipynb')
    assert "See [every column](index.md)." in page
    assert '<pre class="output">seen</pre>' in page
    assert page.endswith("[Lending: a toy lender](index.md).\n")
    assert "[In pictures](pictures.md)" in (pages / "worlds/lending/index.md").read_text(encoding="utf-8")
    assert "[in pictures](../worlds/lending/pictures.md)" in (pages / "datasets/index.md").read_text(encoding="utf-8")


def test_links_to_a_world_lead_to_its_pages(toy: Course, pages: Path) -> None:
    course = with_world(toy, words("# Seen"))
    up = "../../.."
    text = f"# T\n\n[a]({up}/{WORLD}) [b]({up}/{GALLERY}) [c]({up}/{Path(WORLD).parent}/) [d]({up}/datasets/worlds)\n"
    to = "../../worlds/lending"
    expected = f"[a]({to}/index.md) [b]({to}/pictures.md) [c]({to}/index.md) [d](../../datasets/index.md)"
    assert f"\n{expected}\n" in brief(course, pages, text)


def test_a_broken_dictionary_of_a_world_is_named(toy: Course, pages: Path) -> None:
    course = with_world(toy)
    replace(course, WORLD, 'dtype = "bool"', 'dtype = "logical"')
    with pytest.raises(
        AuthorError, match=r"^src/signoff/worlds/lending/dictionary\.toml: table\.1\.column\.0\.dtype: "
    ):
        build_pages(course, pages)
    write(course, WORLD, "id = ")
    with pytest.raises(AuthorError, match=r"^src/signoff/worlds/lending/dictionary\.toml is not valid TOML"):
        build_pages(Course(course.root), pages)


def test_a_gallery_that_stores_an_error_is_refused(toy: Course, pages: Path) -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["boom"]}
    with pytest.raises(AuthorError, match=r"worlds/lending\.ipynb stores an error"):
        build_pages(with_world(toy, code("1 / 0", error)), pages)


# Notebooks


def test_notebook_keeps_its_stored_outputs_and_runs_nothing(toy: Course, pages: Path, tmp_path: Path) -> None:
    trace = tmp_path / "it_ran"
    frame = (
        '<div>\n<style scoped>\n.dataframe {}\n</style>\n<table border="1" class="dataframe"><td>7</td></table>\n</div>'
    )
    page = notebook(
        toy,
        pages,
        {"cell_type": "markdown", "metadata": {}, "source": "# Twice\n\nWhat is it?"},
        code(
            f"open({str(trace)!r}, 'w')",
            {"output_type": "stream", "name": "stdout", "text": "a < b\n\n\x1b[31mred\x1b[0m\n"},
        ),
        code(
            "t", {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/html": frame}}
        ),
        code(
            "n", {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "42"}}
        ),
        code(
            "p",
            {"output_type": "display_data", "metadata": {}, "data": {"image/png": base64.b64encode(PIXEL).decode()}},
        ),
    )
    assert not trace.exists()
    assert page.startswith("# Twice\n\n<p")
    assert page.count("# Twice") == 1
    assert '<pre class="output">a &lt; b\n\nred</pre>' in page
    assert "<table><td>7</td></table>" in page
    assert "<style" not in page
    assert '<pre class="output">42</pre>' in page
    picture = re.search(r"!\[[^\]]+\]\((.+?\.png)\)", page)
    assert picture
    assert (pages / "toy/notebooks" / picture[1]).read_bytes() == PIXEL
    assert "Next: [Twice each number](../exercises/double.md)" in page


def test_a_notebook_without_a_heading_takes_its_title_from_the_module(toy: Course, pages: Path) -> None:
    assert notebook(toy, pages, code("1 + 1")).startswith("# Numbers, twice\n")


def test_a_missing_notebook_or_a_stored_error_is_refused(toy: Course, pages: Path) -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["boom"]}
    with pytest.raises(AuthorError, match=r"01_numbers\.ipynb stores an error"):
        notebook(toy, pages, code("1 / 0", error))
    (toy.root / MODULE / "01_numbers.ipynb").unlink()
    with pytest.raises(AuthorError, match=r"01_numbers\.ipynb is named in module\.toml"):
        build_pages(toy, pages)


def test_a_lesson_that_prepares_nothing_known_is_refused(toy: Course, pages: Path) -> None:
    replace(toy, f"{MODULE}/module.toml", "toy/double", "toy/treble")
    with pytest.raises(AuthorError, match=r"01_numbers\.ipynb prepares toy/treble, which is not an exercise"):
        build_pages(toy, pages)


# Markdown


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[n](../../../modules/01_toy/01_numbers.ipynb)", "[n](../notebooks/numbers.md)"),
        ("[n](../../../modules/01_toy/01_numbers.ipynb#part)", "[n](../notebooks/numbers.md#part)"),
        ("[m](../../../modules/01_toy/)", "[m](../index.md)"),
        ("[me](README.md#how-to-start)", "[me](double.md#how-to-start)"),
        ("[home](../../../ 'x')", "[home](../../index.md 'x')"),
        ("[`double.py`](double.py) is yours", "`double.py` is yours"),
        ("[far](https://example.org/a_(b)) [m](mailto:a@example.org) [here](#tests)", None),
        ("`[n](nowhere.md)` and ``a ` [n](nowhere.md)``", None),
        ("```text\n[n](nowhere.md)\n```", None),
        ("[a\nb](../../../modules/01_toy/01_numbers.ipynb)", "[a\nb](../notebooks/numbers.md)"),
        ('<a href="../../../modules/01_toy/01_numbers.ipynb">n</a>', '<a href="../notebooks/numbers.md">n</a>'),
    ],
)
def test_links_to_files_of_the_repository_lead_to_pages(
    toy: Course, pages: Path, written: str, expected: str | None
) -> None:
    assert f"\n{expected or written}\n" in brief(toy, pages, f"# T\n\n{written}\n")


def test_a_picture_is_copied_to_its_page(toy: Course, pages: Path) -> None:
    (toy.root / MODULE / "plot.png").write_bytes(PIXEL)
    notebook_path = "../../../modules/01_toy/01_numbers.ipynb"
    page = brief(toy, pages, f"# T\n\n[![a plot](../../../modules/01_toy/plot.png)]({notebook_path})\n")
    assert "[![a plot](plot.png)](../notebooks/numbers.md)" in page
    assert (pages / "toy/exercises/plot.png").read_bytes() == PIXEL


@pytest.mark.parametrize("target", ["gone.md", "../../../../outside.md", "/etc/hostname"])
def test_a_link_to_a_file_that_is_not_there_is_refused(toy: Course, pages: Path, target: str) -> None:
    (toy.root.parent / "outside.md").write_text("", encoding="utf-8")
    with pytest.raises(AuthorError, match=rf"01_double/README\.md links to {re.escape(target)}, which does not exist"):
        brief(toy, pages, f"# T\n\n[x]({target})\n")


def shown(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "pymdownx.betterem", "pymdownx.superfences"])


@pytest.mark.parametrize(
    "text",
    [
        "_a_ * b * <script> & [x](y) | `c|d` # no",
        "# no heading",
        "2 * 3 * 4 and snake_case_name",
        r"back\slash",
    ],
)
def test_prose_shows_just_that_text(text: str) -> None:
    cell = shown(f"| a |\n|---|\n| {prose(text)} |").split("<td>")[1].split("</td>")[0]
    assert html.unescape(re.sub(r"</?code>", "`", cell)) == text


LISTS = """\
Edges:
- one
  more
  - nested

    its second paragraph
- two
```sh
after
```

Steps:
1) first
   ```sh
   run
   ```
2) second

See:
| a | b |
|---|---|
| 1 | 2 |
"""


def test_lists_and_tables_of_commonmark_are_lists_and_tables_here() -> None:
    seen = re.sub(r"\s+", " ", shown(laid_out(LISTS)))
    edges, steps_, table = re.split("<p>Steps:</p>|<p>See:</p>", seen)
    one, nested, second, two, after = (
        edges.index(word) for word in ("one more", "nested", "its second", "two", "after")
    )
    assert edges.startswith("<p>Edges:</p> <ul> <li>")
    assert "<ul>" in edges[one:nested]
    assert "<p>" in edges[nested:second]
    assert "</ul> </li> <li>" in edges[second:two]
    assert edges[two:after].count("</ul>") == 1  # the code is no part of the last item
    assert re.fullmatch(r" <ol> <li>.*first.*<code>run </code>.*</li> <li>.*second.*</li> </ol> ", steps_)
    assert "<td>2</td>" in table


def test_lists_that_were_right_stay_as_they_are() -> None:
    text = "Edges:\n\n- one\n- two\n\n> - quoted\n\n```text\nhere:\n- no list\n  - at all\n```\n"
    assert laid_out(text) == text


def test_only_the_title_is_a_heading_of_the_first_level() -> None:
    text = "# One\n\nText.\n\n# Two\n\n## Three\n\n```sh\n# no heading\n```\n"
    assert titled(text, "default") == ("One", "Text.\n\n## Two\n\n### Three\n\n```sh\n# no heading\n```")
    assert titled("Text.\n\n## Two\n", "a_b") == (r"a\_b", "Text.\n\n## Two")


# Links of the built site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages that are in order."""
    folder = tmp_path / "site"
    (folder / "sub").mkdir(parents=True)
    (folder / "index.html").write_text(
        '<a href="sub/a.html#part">a</a><a href="sub/">sub</a><a href="#top-part">t</a><p id="top-part">'
        '<a href="https://example.org/gone">far</a><a href="mailto:a@example.org">m</a><img src="p%20q.png">',
        encoding="utf-8",
    )
    (folder / "sub/index.html").write_text('<a href="../index.html?x=1#top-part">up</a>', encoding="utf-8")
    (folder / "sub/a.html").write_text('<h2 id="part"></h2><a href="/index.html">home</a>', encoding="utf-8")
    (folder / "p q.png").write_bytes(PIXEL)
    return folder


def test_links_that_lead_somewhere_are_not_named(site: Path) -> None:
    assert broken_links(site) == []
    assert external_loads(site) == []


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ('<a href="gone.html">', "links to gone.html: there is no such file"),
        ('<a href="sub/a.html#other">', "links to sub/a.html#other: that page has no #other"),
        ('<a href="#nowhere">', "links to #nowhere: that page has no #nowhere"),
        ('<img src="gone.png">', "links to gone.png: there is no such file"),
        ('<img srcset="p%20q.png 1x, gone.png 2x">', "links to gone.png: there is no such file"),
        ('<link rel="stylesheet" href="gone.css">', "links to gone.css: there is no such file"),
        ('<a href="../outside.html">', "links to ../outside.html: that is outside the site"),
    ],
)
def test_a_broken_link_is_found(site: Path, tag: str, wrong: str) -> None:
    (site.parent / "outside.html").write_text("", encoding="utf-8")
    (site / "index.html").write_text(tag, encoding="utf-8")
    (site / "sub/index.html").write_text("", encoding="utf-8")
    assert broken_links(site) == [f"index.html {wrong}."]


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://example.org/x">',
        '<script src="//example.org/x">',
        '<link rel="preconnect" href="https://example.org/x">',
        '<link rel="Stylesheet" href="HTTPS://example.org/x">',
        '<img src="https://example.org/x">',
        '<img srcset="https://example.org/x 2x">',
        '<iframe src="http://example.org/x">',
        "<style>@import 'https://example.org/x';</style>",
        '<p style="background: url(https://example.org/x)">',
        '<svg><image href="https://example.org/x"/></svg>',
    ],
)
def test_what_a_page_loads_from_another_host_is_found(site: Path, tag: str) -> None:
    (site / "sub/a.html").write_text(tag, encoding="utf-8")
    (found,) = external_loads(site)
    assert re.fullmatch(r"sub/a\.html loads (https:)?(http:)?//example\.org/x\.", found, flags=re.IGNORECASE)


def test_what_a_style_sheet_loads_from_another_host_is_found(site: Path) -> None:
    (site / "a.css").write_text('@font-face { src: url("https://example.org/f.woff2") } a { b: url(c.png) }', "utf-8")
    assert external_loads(site) == ["a.css loads https://example.org/f.woff2."]


# Built


def test_what_zensical_warns_of_fails_the_build(toy: Course, tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "mkdocs.yml", toy.root)
    write(toy, f"{EXERCISE}/README.md", "# T\n\nSee [below](#no-such-part).\n")
    with pytest.raises(AuthorError, match=r"toy/exercises/double\.md:.*anchor does not exist"):
        build_site(toy, tmp_path / "build")


def test_a_picture_from_another_host_fails_the_build(toy: Course, tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "mkdocs.yml", toy.root)
    write(toy, f"{EXERCISE}/README.md", "# T\n\n![x](https://example.org/x.png)\n")
    with pytest.raises(AuthorError, match=r"other hosts: toy/exercises/double\.html loads https://example\.org/x\.png"):
        build_site(toy, tmp_path / "build")


def test_worlds_and_their_pictures_are_in_the_navigation(toy: Course, tmp_path: Path) -> None:
    shutil.copy(REPOSITORY / "mkdocs.yml", toy.root)
    build_site(with_world(toy, words("# Lending, seen")), tmp_path / "build")
    home = (tmp_path / "build/site/index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="\./((?:datasets|worlds)[^"]*)" class="md-nav', home) == [
        *("datasets/index.html", "worlds/lending/index.html", "worlds/lending/pictures.html"),
    ]


def test_the_site_of_this_course_builds_strictly_and_needs_no_other_host(tmp_path: Path) -> None:
    course = Course.locate(REPOSITORY)
    build_site(course, tmp_path)
    site = tmp_path / "site"
    found = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert found >= {"index.html", "grade.html", "datasets/index.html"}
    assert found >= {f"{one.id.split('/')[0]}/exercises/{one.slug}.html" for one in course.exercises}
    worlds = [path.parent.name for path in (REPOSITORY / "src/signoff/worlds").glob("*/dictionary.toml")]
    galleries = [path.stem for path in (REPOSITORY / "datasets/worlds").glob("*.ipynb")]
    assert found >= {f"worlds/{name}/index.html" for name in worlds}
    assert found >= {f"worlds/{name}/pictures.html" for name in galleries}
    assert found >= {f"datasets/{name}.html" for name in ("loanapp", "febrl", "bank_marketing", "taiwan_card_default")}
    assert len([page for page in found if "/notebooks/" in page]) == sum(len(one.lessons) for one in course.modules)
    searched = (site / "search.json").read_text(encoding="utf-8")
    for exercise in course.exercises:
        assert exercise.facts.hints[0][:30] not in searched  # folded on the page, so not in the search either
