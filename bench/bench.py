"""Speed, measured the same way each time: medians of interleaved runs, ratios within one run, JSON at the end.

Run it with `make bench` on a machine that does nothing else. `--runs` takes at least 7.
"""

import argparse
import compileall
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import engine  # beside this file
import worlds

from signoff.course import Course

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(*arguments: str, cwd: Path, expect: int = 0, env: dict[str, str] | None = None) -> Callable[[], object]:
    def run() -> None:
        done = subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, check=False, env=env)
        if done.returncode != expect:
            sys.exit(f"{' '.join(arguments)} ended with {done.returncode}: {(done.stdout + done.stderr)[-500:]}")

    return run


def medians(jobs: dict[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """Each job's median; the jobs take turns, so that a busy minute falls on all of them."""
    for work in jobs.values():
        work()  # files into the cache
    found: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, work in jobs.items():
            found[name].append(seconds(work))
    return {name: round(statistics.median(times), 4) for name, times in found.items()}


def solved_course(folder: Path) -> Path:
    """A copy of the bench course in which the exercise is solved."""
    root = folder / "course"
    shutil.copytree(engine.COURSE.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    (exercise,) = Course(root).exercises
    shutil.copy(exercise.solution, exercise.file)
    return root


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--no-worlds", action="store_true", help="leave out the simulated worlds, which take minutes")
    arguments = parser.parse_args()
    runs = arguments.runs
    if runs < 7:
        parser.error("--runs is at least 7")
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as temporary:
        root = solved_course(Path(temporary))
        (exercise,) = Course(root).exercises
        plain = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OMP_NUM_THREADS": "1"}
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "signoff.grading.plugin", "-p", "no:cacheprovider"]
        signoff = str(BIN / "signoff")
        measured = medians(
            {
                "check, cold": command(signoff, "check", exercise.id, cwd=root),
                "imports and tests": command(*engine.imports_and_tests(exercise, Path(temporary)), cwd=root, env=plain),
                "plain pytest": command(*pytest, str(exercise.folder), cwd=root, env=plain),
                "signoff --help": command(signoff, "--help", cwd=root),
                "signoff hint": command(signoff, "hint", exercise.id, cwd=root),
                "import pandas, sklearn": command(sys.executable, "-c", "import pandas, sklearn", cwd=root),
            },
            runs,
        )
    heavy = measured["import pandas, sklearn"]
    ratios: engine.Gates = {
        "signoff --help / import": (measured["signoff --help"] / heavy, 0.35, "at most"),
        "signoff hint / import": (measured["signoff hint"] / heavy, 0.35, "at most"),
    }
    figures, more = engine.measure(runs)
    ratios |= more
    with tempfile.TemporaryDirectory() as temporary:
        times, more = engine.cold(Course(ROOT), Path(temporary), runs)
    figures |= times
    ratios |= more
    print(f"medians of {runs} runs, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in measured.items():
        print(f"  {name:<48} {value * 1000:8.0f} ms")
    for name, value in figures.items():
        print(f"  {name:<48} {value:8.3f}")
    for name, gate in ratios.items():
        print(f"  {name:<48} {gate[0]:8.3f}   {gate[2]} {gate[1]:g}   {'holds' if holds(gate) else 'MISSED'}")
    simulated, gates = ({}, {}) if arguments.no_worlds else worlds.measure()
    for name, job in simulated.items():
        per_row = job["seconds"] / job["rows"] * 1e6
        print(
            f"  {name:<36} {job['rows']:>10,.0f} rows {job['seconds']:7.2f} s {per_row:6.2f} us/row {job['megabytes']:6.0f} MB"
        )
    for name, (value, bound) in gates.items():
        print(f"  {name:<36} {value:8.2f}   at most {bound:g}   {'holds' if value <= bound else 'MISSED'}")
    out = ROOT / "build" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    report = {
        "runs": runs,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "median_s": measured,
        "engine": {name: round(value, 4) for name, value in figures.items()},
        "gates": {
            name: {"measured": round(gate[0], 3), gate[2].replace(" ", "_"): gate[1], "holds": holds(gate)}
            for name, gate in ratios.items()
        },
        "worlds": simulated,
        "worlds_gates": {
            name: {"measured": round(value, 3), "at_most": bound} for name, (value, bound) in gates.items()
        },
    }
    out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    well = all(holds(gate) for gate in ratios.values()) and all(value <= bound for value, bound in gates.values())
    sys.exit(0 if well else 1)


def holds(gate: tuple[float, float, str]) -> bool:
    value, bound, kind = gate
    return value <= bound if kind == "at most" else value >= bound


if __name__ == "__main__":
    main()
