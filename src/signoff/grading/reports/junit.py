"""Grades as JUnit XML, the form that CI systems show."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from signoff.grading.grade import LABELS, Grade

_ELEMENT = {"failed": "failure", "not_attempted": "failure", "error": "error", "limit": "error", "blocked": "skipped"}


def junit(named: Sequence[tuple[str, Grade | str]]) -> str:
    """One test suite per grade, one test case per verdict.

    Args:
        named: the name of each submission beside its grade, or beside the sentence why there is none.
    """
    root = ET.Element("testsuites", name="signoff")
    for name, grade in named:
        if isinstance(grade, str):
            suite = ET.SubElement(
                root, "testsuite", name=_legal(name), tests="1", failures="0", errors="1", skipped="0"
            )
            case = ET.SubElement(suite, "testcase", classname="signoff", name="could not be graded")
            ET.SubElement(case, "error", type="could not be graded", message=_legal(grade))
            continue
        outcomes = [_ELEMENT.get(one.outcome) for one in grade.verdicts]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=_legal(f"{grade.exercise} {name}".strip()),
            tests=str(len(outcomes)),
            failures=str(outcomes.count("failure")),
            errors=str(outcomes.count("error")),
            skipped=str(outcomes.count("skipped")),
            time=f"{grade.duration_s:.3f}",
        )
        properties = ET.SubElement(suite, "properties")
        for key, value in (("score", grade.score), ("max_score", grade.max_score), grade.drawn_from):
            ET.SubElement(properties, "property", name=key, value=str(value))
        for verdict in grade.verdicts:
            case = ET.SubElement(suite, "testcase", classname=grade.exercise.replace("/", "."), name=verdict.test)
            element = _ELEMENT.get(verdict.outcome)
            if element is not None:
                kind = verdict.diagnosis or LABELS[verdict.outcome]
                ET.SubElement(case, element, type=kind, message=_legal(f"{kind}: {verdict.message}"))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _legal(text: str) -> str:
    """The text without the characters that XML cannot hold, not even escaped."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
