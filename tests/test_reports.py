"""What becomes of odd and hostile submissions, in every report: JSON, JUnit, HTML and the terminal."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import environment
from rich.console import Console

from signoff.course import Course
from signoff.grading.batch import Reports, Terms, grade_files
from signoff.grading.grade import Gate, Grade, Verdict, json_schema
from signoff.grading.reports.html import fragment, page
from signoff.grading.reports.junit import junit
from signoff.grading.reports.terminal import bar, comparison, measured_beside_gate, score_line, verdict_block

DOUBLED = "def double(values):\n    return [2 * value for value in values]\n"
NASTY = "<script>alert(1)</script>&amp;]]> [red]mark[/red] [link=x] \\x1b[31mred\\x1b]0;title\\x07 \\x00\\x08\\ufffe\\uffff\\u202e \\ud800 é"
SUBMISSIONS: dict[str, bytes] = {
    "good": DOUBLED.encode(),
    "rounded": b"def double(values):\n    return [round(2 * value) for value in values]\n",
    "empty": b"",
    "blank": b" \n\n\t\n",
    "not_utf8": b"# fine\n# caf\xe9\n" + DOUBLED.encode(),
    "zero_bytes": b"def double(values):\n    return '\0'\n",
    "byte_order_mark": b"\xef\xbb\xbf" + DOUBLED.encode(),
    "carriage_returns": DOUBLED.replace("\n", "\r\n").encode(),
    "syntax": b"import math\n\ndef double(values:\n    return values\n",
    "indentation": b"def double(values):\nreturn values\n",
    "raises_at_import": b"import math\nlimit = math.sqrt(-1)\n" + DOUBLED.encode(),
    "imports_nothing": b"import no_such_library\n" + DOUBLED.encode(),
    "exits": b"import sys\nsys.exit(0)\n",
    "none_of_the_names": b"def doubled(values):\n    return values\n\ntwice = 2\n",
    "prints_endlessly": b"def double(values):\n    while True:\n        print('x' * 65536)\n",
    "cannot_travel": b"import threading\ndef double(values):\n    return [threading.Lock() for value in values]\n",
    "an_object": b"class Twice:\n    pass\ndef double(values):\n    return Twice()\n",
    "nasty": f'def double(values):\n    print("{NASTY}".encode("utf-8", "replace").decode())\n    raise ValueError("{NASTY}")\n'.encode(),
    "<b>name [red]": DOUBLED.encode(),
}
UNGRADABLE = {
    "missing": "no such file; give the double.py that answers toy/double.",
    "folder": "a directory; give the file in it, such as {path}/double.py.",
    "link": "a symbolic link; give the file itself.",
    "device": "not a regular file; give the double.py that answers toy/double.",
    "huge": "larger than 1 MB; a submission is one Python file, without data.",
}


@dataclass(frozen=True)
class Graded:
    """One batch with everything in it, and its reports."""

    folder: Path
    code: int
    screen: str
    grades: dict[str, dict[str, Any] | None]
    xml: str
    html: str

    def first(self, name: str) -> dict[str, Any]:
        """The first verdict of a submission that is not a pass."""
        grade = self.grades[name]
        assert grade is not None
        found: dict[str, Any] = next(one for one in grade["verdicts"] if one["outcome"] != "passed")
        return found


@pytest.fixture(scope="module")
def graded(shared: Course, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("batch")
    submissions = folder / "in"
    submissions.mkdir()
    for name, text in SUBMISSIONS.items():
        (submissions / name).write_bytes(text)
    (submissions / "folder").mkdir()
    (submissions / "link").symlink_to(submissions / "good")
    os.mkfifo(submissions / "device")
    (submissions / "huge").write_bytes(b"#" * (2 << 20))
    names = [*SUBMISSIONS, *UNGRADABLE]
    paths = [submissions / name for name in names]
    reports = [folder / name for name in ("g.json", "g.xml", "g.html")]
    console = Console(file=StringIO(), width=300, force_terminal=True, color_system="truecolor", highlight=False)
    code = grade_files(console, shared, shared.exercises[0], paths, 0, Reports(*reports), Terms(jobs=2))
    written = json.loads(reports[0].read_text(encoding="utf-8"))
    return Graded(
        folder=submissions,
        code=code,
        screen=console.file.getvalue(),  # type: ignore[attr-defined]
        grades=dict(zip(names, written, strict=True)),
        xml=reports[1].read_text(encoding="utf-8"),
        html=reports[2].read_text(encoding="utf-8"),
    )


# --- odd submissions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "score"), [("good", 6), ("carriage_returns", 6), ("byte_order_mark", 6), ("rounded", 5)]
)
def test_a_fair_submission_earns_what_it_should(graded, name, score):
    assert graded.grades[name]["score"] == score


@pytest.mark.parametrize(("name", "outcome", "message"), [
    ("empty", "error", "double.py is empty: start from the starter (signoff reset brings it back)."),
    ("blank", "error", "double.py is empty: start from the starter (signoff reset brings it back)."),
    ("not_utf8", "error", "double.py is not UTF-8 text (line 2, byte 12): save it as UTF-8."),
    ("zero_bytes", "error", "double.py holds zero bytes, so it is no Python text: save it as UTF-8."),
    ("syntax", "error", "double.py cannot be read as Python at line 3: def double(values:"),
    ("indentation", "error", "double.py cannot be read as Python at line 2: return values"),
    ("raises_at_import", "error", "Importing double.py raised ValueError at line 2: limit = math.sqrt(-1) (math domain error)"),
    ("imports_nothing", "error", "Importing double.py raised ModuleNotFoundError at line 1: import no_such_library"),
    ("exits", "error", "Importing double.py raised SystemExit"),
    ("none_of_the_names", "error", "double.py defines none of the names asked for (double); it defines doubled, twice."),
    ("prints_endlessly", "error", "It printed or wrote more than a test allows"),
    ("nasty", "error", "double raised ValueError: "),
])  # fmt: skip
def test_a_submission_that_does_not_run_is_told_why_once(graded, name, outcome, message):
    grade = graded.grades[name]
    assert grade["score"] == 0
    assert [one["outcome"] for one in grade["verdicts"]] == [outcome, "blocked", "blocked"]
    assert grade["verdicts"][0]["message"].startswith(message)


@pytest.mark.parametrize("name", ["cannot_travel", "an_object"])
def test_what_cannot_travel_is_told_and_earns_nothing(graded, name):
    assert graded.grades[name]["score"] == 0
    assert graded.first(name)["message"]
    assert graded.first(name)["outcome"] in ("failed", "error")


@pytest.mark.parametrize("name", UNGRADABLE)
def test_what_is_no_file_is_no_grade_but_a_sentence(graded, name):
    assert graded.grades[name] is None
    path = graded.folder / name
    assert f"signoff: {path}: {UNGRADABLE[name].format(path=path)}" in graded.screen.replace("\x1b[0m", "")


def test_the_batch_ends_with_2_and_every_one_is_in_every_report(graded):
    assert graded.code == 2
    assert len(graded.grades) == len(SUBMISSIONS) + len(UNGRADABLE)
    assert len(ET.fromstring(graded.xml).findall("testsuite")) == len(graded.grades)
    assert graded.html.count("<section") == len(graded.grades)


# --- JSON ----------------------------------------------------------------------------------------------------------


def test_every_grade_fits_the_published_schema(graded):
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for grade in graded.grades.values():
        if grade is not None:
            jsonschema.validate(grade, schema)
            assert grade["score"] == sum(one["points"] for one in grade["verdicts"])
            assert grade["max_score"] == sum(one["max_points"] for one in grade["verdicts"]) == 6
    broken = {**graded.grades["good"], "score": -1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_the_json_has_the_fields_that_were_promised(graded):
    grade = graded.grades["rounded"]
    assert list(grade) == [
        "schema", "exercise", "version", "score", "max_score", "seed", "seed_fingerprint", "isolation", "limits", "digests", "duration_s", "verdicts",
    ]  # fmt: skip
    assert list(grade["digests"]) == ["submission", "tests", "data", "lock"]
    assert all(len(digest) == 64 for digest in grade["digests"].values())
    last = grade["verdicts"][-1]
    assert list(last) == [
        "test",
        "title",
        "points",
        "max_points",
        "outcome",
        "diagnosis",
        "message",
        "measured",
        "gate",
    ]
    assert (last["outcome"], last["diagnosis"], last["message"]) == ("failed", "rounded", "Cents are missing.")
    assert last["measured"] == pytest.approx(0.4)
    assert last["gate"] == {"name": "mean error (EUR)", "at_most": 0.01, "at_least": None}


def test_a_grade_survives_its_json(graded):
    text = json.dumps(graded.grades["nasty"], ensure_ascii=False, indent=2) + "\n"
    assert Grade.from_json(text).to_json() == text


def test_the_same_submission_and_seed_give_the_same_json_in_two_processes(toy, graded):
    grades = []
    submissions = [str(graded.folder / name) for name in ("rounded", "nasty", "raises_at_import")]
    for hash_seed in ("1", "2"):
        words = ["grade", *submissions, "--exercise", "double", "--seed", "12", "--json", "g.json", "--min-score", "0"]
        subprocess.run(
            [sys.executable, "-m", "signoff.cli", *words],
            cwd=toy.root,
            env=environment(PYTHONHASHSEED=hash_seed),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        found = json.loads((toy.root / "g.json").read_text(encoding="utf-8"))
        assert all(one.pop("duration_s") >= 0 for one in found)
        grades.append(json.dumps(found))
    assert grades[0] == grades[1]
    assert json.loads(grades[0])[0]["seed"] == 12


def test_another_seed_draws_other_data(grader, shared):
    exercise = shared.exercises[0]
    path = exercise.solution_folder / "mistakes/tripled.py"
    said = {grader.grade(exercise, path, seed=seed).first_failure.message for seed in (7, 8)}
    assert len(said) == 2


# --- JUnit ---------------------------------------------------------------------------------------------------------


def test_junit_counts_what_it_holds(graded):
    suites = {one.get("name"): one for one in ET.fromstring(graded.xml)}
    for name, grade in graded.grades.items():
        if grade is None:
            suite = suites[name]
            assert (suite.get("tests"), suite.get("errors")) == ("1", "1")
            continue
        suite = suites[f"toy/double {name}"]
        kinds = {"failure": "failures", "error": "errors", "skipped": "skipped"}
        for tag, attribute in kinds.items():
            assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{tag}"))
        assert int(suite.get("tests")) == len(suite.findall("testcase")) == 3
        passed = sum(one["outcome"] == "passed" for one in grade["verdicts"])
        assert passed == sum(not list(case) for case in suite.findall("testcase"))
        assert suite.find("properties/property[@name='score']").get("value") == str(grade["score"])


def test_junit_holds_nothing_that_xml_cannot_hold(graded):
    [case] = [
        one
        for suite in ET.fromstring(graded.xml)
        if suite.get("name") == "toy/double nasty"
        for one in suite.iter("error")
    ]
    assert "<script>alert(1)</script>&amp;]]> [red]mark[/red]" in case.get("message")
    assert "<script" not in graded.xml
    grade = Grade.from_json(json.dumps(graded.grades["nasty"]))
    wild = [replaced(grade, "".join(map(chr, range(0xD800))) + "\ud800\udfff\ufffe\uffff\U0010ffff")]
    text = junit([("\x00\x1b\ufffe.py", one) for one in wild] + [("\x01.py", "a sentence \x02")])
    assert len(ET.fromstring(text.encode("utf-8"))) == 2


def replaced(grade: Grade, message: str) -> Grade:
    first, *rest = grade.verdicts
    return grade.model_copy(update={"verdicts": [first.model_copy(update={"message": message}), *rest]})


# --- HTML ----------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag, attribute name and address of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_shows_hostile_text_as_text_and_needs_nothing_but_itself(graded):
    found = Tags(graded.html)
    assert found.tags.isdisjoint({"script", "link", "img", "iframe", "object", "base"})
    assert not [name for name in found.attributes if name.startswith("on")]
    assert all(address.startswith("#s") for address in found.addresses)
    assert "<script>alert(1)</script>&amp;]]> [red]mark[/red]" in found.text
    assert "<b>name [red]" in found.text
    assert not {one for one in graded.html if ord(one) < 32} - set("\n\t")
    assert "\u202e" not in graded.html


def test_a_page_of_one_has_no_comparison(graded, shared):
    grade = Grade.from_json(json.dumps(graded.grades["rounded"]))
    text = page(shared.exercises[0], [("rounded.py", grade)])
    assert 'class="comparison"' not in text
    assert "mean error (EUR): measured 0.4, gate at most 0.01" in text
    assert "Cents are missing." in text
    assert 'class="comparison"' in graded.html


def test_a_fragment_is_escaped_too(graded, shared):
    grade = Grade.from_json(json.dumps(graded.grades["nasty"]))
    found = Tags(fragment(shared.exercises[0], grade))
    assert found.tags <= {"style", "div", "p", "b", "span", "progress", "ol", "li"}
    assert "<script>alert(1)</script>" in found.text


# --- the terminal --------------------------------------------------------------------------------------------------


def shown(*parts: object, width: int = 80) -> list[str]:
    console = Console(file=StringIO(), width=width, highlight=False)
    console.print(*parts)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def test_the_terminal_shows_hostile_text_as_text(graded):
    assert "[red]mark[/red] [link=x]" in graded.screen
    assert "<b>name [red]" in graded.screen
    assert "\x1b]" not in graded.screen, "no title, no link"
    said = graded.first("nasty")["message"].partition(" at line ")[0]  # behind it stands the learner's own source
    assert "[31m" not in said, "an escape sequence goes whole"
    assert not {one for one in graded.screen if ord(one) < 32} - set("\n\t\x1b")


def test_the_comparison_has_a_row_for_each_and_fits_a_narrow_screen(graded):
    named = [
        (name, Grade.from_json(json.dumps(grade)) if grade else "a sentence") for name, grade in graded.grades.items()
    ]
    lines = shown(comparison(named))
    assert len(lines) == 1 + len(named)
    assert all("…" not in line for line in lines), "nothing is cut"
    assert max(map(len, lines)) <= 80
    rows = [line.split() for line in lines]
    assert ["good", "6/6", "━" * 12, "all", "passed"] in rows
    assert ["rounded", "5/6", "━" * 10 + "──", "rounded"] in rows
    assert ["missing", "could", "not", "be", "graded"] in rows


def test_a_verdict_stands_in_columns_whatever_its_points():
    verdict = Verdict(
        test="t", title="A title " * 12, points=0, max_points=3, outcome="failed", diagnosis="d", message="m " * 60
    )
    for points in ({"max_points": 3}, {"max_points": 12}, {"points": 10, "max_points": 10, "outcome": "passed"}):
        lines = shown(verdict_block(verdict.model_copy(update=points), "printed\nmore"), width=60)
        assert max(map(len, lines)) <= 60
        assert all(line.startswith(" " * 9) for line in lines[1:])
        assert "/" in lines[0][:8]


def test_a_bar_is_full_only_when_everything_is_earned():
    assert bar(99.9, 100, 10).plain == "━━━━━━━━━─"
    assert bar(100, 100, 10).plain == "━" * 10
    assert bar(0, 0, 10).plain == "─" * 10


def test_a_measured_number_stands_beside_its_gate(graded):
    assert (
        measured_beside_gate(0.01119, Gate(name="loss", at_most=0.006)) == "loss: measured 0.01119, gate at most 0.006"
    )
    assert measured_beside_gate(0.7, Gate(name="recall", at_least=0.8)) == "recall: measured 0.7, gate at least 0.8"
    grade = Grade.from_json(json.dumps(graded.grades["rounded"]))
    assert "5 of 6 points" in score_line(grade).plain
