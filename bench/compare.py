"""How much faster is it than what people use? The same submissions to the same six tests through four tools.

Each tool grades the whole class as it comes. Signoff uses every core, since `signoff grade` does; the others have no
such option and grade one submission after another. `--others-lanes` gives each of them so many cores, by as many runs
beside each other with a share of the class each. What a tool needs once for a class is prepared before the clock
starts; everything after counts, divided by the number of submissions. The tools take turns, so that a busy minute
falls on all of them, and only ratios within a turn are judged. Every test of every submission must earn the same
points in every tool, or there is no result.

Signoff is measured twice: warm, and with the start of its graders on the clock (`signoff-cold`). The gates are for the
first; the second says what a class of this size pays. CPU stands beside elapsed time: it compares what is computed for
a submission, however many cores a tool uses, while nbgrader and otter-grader also wait. On a machine that does other
work the elapsed times mean little, and it says so.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import psutil
from tools import COURSE, NEEDED, ROOT, Lane, Points, Submission, known_tools, the_exercise  # beside this file

AT_LEAST = {"nbgrader": 20.0, "otter-grader": 20.0, "pytest": 6.0}
"""Times the seconds of Signoff, warm."""
QUIET = 0.1


def main() -> None:
    known = known_tools()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", default=",".join(known), help=f"some of {','.join(known)}; signoff is always one")
    parser.add_argument("--submissions", type=int, default=19, help="the class's size; the 19 are repeated up to it")
    parser.add_argument("--runs", type=int, default=5, help="how often the tools take turns")
    parser.add_argument("--lanes", type=int, default=os.cpu_count() or 1, help="how many Signoff grades at once")
    parser.add_argument("--others-lanes", type=int, default=1, help="how many each other tool grades at once")
    arguments = parser.parse_args()
    chosen = list(dict.fromkeys(["signoff", *arguments.tools.split(",")]))
    if unknown := set(chosen) - set(known):
        parser.error(f"--tools: no {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    if min(arguments.submissions, arguments.runs, arguments.lanes, arguments.others_lanes) < 1:
        parser.error("--submissions, --runs, --lanes and --others-lanes are at least 1")
    pupils = class_of(arguments.submissions)

    def lanes_of(name: str) -> list[Lane]:
        count = min(arguments.lanes if name.startswith("signoff") else arguments.others_lanes, len(pupils))
        return [pupils[number::count] for number in range(count)]

    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # byte code of the tests is kept, by Signoff as by the others
    for name in chosen:
        turn(name, [pupils[:1]])  # files into the cache
    turns = [{name: turn(name, lanes_of(name)) for name in chosen} for _ in range(arguments.runs)]
    measured = {name: medians(name, turns) for name in chosen}
    gates = {
        name: (measured[name]["seconds_to_signoff"], bound) for name, bound in AT_LEAST.items() if name in measured
    }
    print_table(measured, gates, f"{len(pupils)} submissions, medians of {arguments.runs} runs")
    report = {
        "submissions": len(pupils),
        "lanes": {"signoff": arguments.lanes, "others": arguments.others_lanes},
        "runs": arguments.runs,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": NEEDED,
        "per_submission": measured,
        "gates": {
            name: {"measured": round(value, 2), "at_least": bound, "holds": value >= bound}
            for name, (value, bound) in gates.items()
        },
    }
    out = ROOT / "build" / "compare.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.exit(0 if all(value >= bound for value, bound in gates.values()) else 1)


def class_of(size: int) -> list[Submission]:
    """The bench course's submissions, repeated up to a class of this size."""
    paths = sorted((COURSE.root / "submissions").glob("*.py"))
    return [
        Submission(f"{number:03}_{path.stem}", path.stem, path.read_text(encoding="utf-8"))
        for number, path in enumerate(islice(cycle(paths), size))
    ]


@dataclass(frozen=True)
class Taken:
    """What a tool took for one submission, and which share of the machine others used meanwhile."""

    seconds: float
    cpu_seconds: float
    others: float


def turn(name: str, lanes: list[Lane]) -> Taken:
    """One run of a tool over the class, once all its points are the stated ones."""
    tool = known_tools()[name]()
    with tempfile.TemporaryDirectory() as room:
        try:
            tool.prepare(lanes, Path(room))
            busy, cpu, start = busy_seconds(), cpu_seconds(), time.perf_counter()
            tool.grade()
            seconds, cpu, busy = time.perf_counter() - start, cpu_seconds() - cpu, busy_seconds() - busy
            refuse_other_points(name, tool.points(), lanes)
        finally:
            tool.close()
    size = sum(len(lane) for lane in lanes)
    return Taken(seconds / size, cpu / size, max(0.0, busy - cpu) / seconds / (os.cpu_count() or 1))


def cpu_seconds() -> float:
    """The CPU that this process, its children and those they waited for have used."""
    me = psutil.Process()
    return sum(sum(one.cpu_times()[:4]) for one in [me, *me.children(recursive=True)])


def busy_seconds() -> float:
    """The CPU that all processes of the machine have used."""
    times = psutil.cpu_times()
    return times.user + times.nice + times.system


def medians(name: str, turns: list[dict[str, Taken]]) -> dict[str, Any]:
    """A tool's median seconds, and the medians of its ratios to Signoff in the same turn."""
    mine, signoff = [one[name] for one in turns], [one["signoff"] for one in turns]
    ratios = [own.seconds / theirs.seconds for own, theirs in zip(mine, signoff, strict=True)]
    of_cpu = [own.cpu_seconds / theirs.cpu_seconds for own, theirs in zip(mine, signoff, strict=True)]
    return {
        "seconds": round(statistics.median(one.seconds for one in mine), 4),
        "cpu_seconds": round(statistics.median(one.cpu_seconds for one in mine), 4),
        "seconds_to_signoff": round(statistics.median(ratios), 2),
        "cpu_to_signoff": round(statistics.median(of_cpu), 2),
        "seconds_to_signoff_each_run": [round(one, 2) for one in ratios],
        "others_share_of_machine": round(statistics.median(one.others for one in mine), 2),
    }


_first_seen: dict[str, tuple[str, dict[str, float]]] = {}
"""For each submission's origin, which tool graded it first, and the points of each test."""


def refuse_other_points(tool: str, points: Points, lanes: list[Lane]) -> None:
    """End the run unless every submission earns its stated score, by the same tests as in the tools before."""
    stated = tomllib.loads((COURSE.root / "submissions" / "scores.toml").read_text(encoding="utf-8"))
    tests = {name for name, _, _ in the_exercise().graded_tests}
    for one in (one for lane in lanes for one in lane):
        found = points.get(one.name, {})
        if set(found) != tests:
            sys.exit(f"{tool}: {one.name} has points of {sorted(found)}, expected of {sorted(tests)}")
        if sum(found.values()) != stated[one.origin]:
            sys.exit(f"{tool}: {one.name} earns {sum(found.values()):g} points, expected {stated[one.origin]}: {found}")
        first, before = _first_seen.setdefault(one.origin, (tool, found))
        if found != before:
            sys.exit(f"{one.name}: {tool} gives {found}, {first} gave {before}")


def print_table(measured: dict[str, dict[str, Any]], gates: dict[str, tuple[float, float]], title: str) -> None:
    print(f"{title}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("every test of every submission earned the same points in all tools; per submission, total / number:")
    print(f"  {'':<14} {'ms':>8} {'x signoff':>10} {'CPU ms':>8} {'x signoff':>10}")
    for name, one in measured.items():
        line = f"{one['seconds'] * 1000:8.0f} {one['seconds_to_signoff']:10.1f}"
        line += f" {one['cpu_seconds'] * 1000:8.0f} {one['cpu_to_signoff']:10.1f}"
        if name in gates:
            value, bound = gates[name]
            line += f"   at least {bound:g}   {'holds' if value >= bound else 'MISSED'}"
        print(f"  {name:<14} {line}")
    others = max(one["others_share_of_machine"] for one in measured.values())
    if others > QUIET:
        print(f"other processes used up to {others:.0%} of the machine meanwhile: measure again when it is quiet")


if __name__ == "__main__":
    main()
