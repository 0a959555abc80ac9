"""How fast the worlds are and how much memory they take: one core, a process of its own for each run, medians."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from signoff.worlds.tables import WORLDS

ROWS, LARGE = 1_000_000, 5_000_000
RUNS = 5
SECONDS, MEGABYTES = 6.0, 1_500  # for a million payments transactions with all tables
PER_ROW = 1.1  # of the rate at a million rows, when five million go to files
SAME_ORDER = 10.0  # times the cost of a payments row, for the rows of the other worlds
SMALL_SECONDS = 0.3

# Only the work is timed, not the imports; memory is that of the whole process. One core, one thread.
_SCRIPT = """
import json, resource, sys, time
from pathlib import Path

from signoff.worlds.tables import WORLDS
from signoff.worlds.catalogue import entry
from signoff.worlds.store import write
from signoff.worlds.tables import frames
name, preset, changes, out = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4]
known = entry(name)
config = known.config(preset, changes)
if preset == "small":
    known.simulate(config, 1)  # the second time in a session is what an exercise sees
start = time.perf_counter()
if out:
    rows, main = [], []
    def parts():
        for part in known.parts(config, 2):
            main.append(len(part.get("transactions", ())))
            yield part
    write(parts(), Path(out), world=name, config=config, seed=2, on_part=rows.append)
    total, first = sum(rows), sum(main)
else:
    found = {name: len(frame) for _, name, frame in frames(known.simulate(config, 2))}
    total, first = sum(found.values()), found.get("transactions", 0)
taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"rows": total, "transactions": first, "seconds": taken, "megabytes": peak}))
"""


def measure() -> tuple[dict[str, dict[str, float]], dict[str, tuple[float, float]]]:
    """Medians per job, and each gate as (measured, at most)."""
    sizes = {
        "payments, 1 million": ("payments", "course", [], False),
        "payments, 1 million to files": ("payments", "course", [], True),
        "payments, 5 million to files": ("payments", "large", [], True),
        **{f"{world}, large": (world, "large", [], False) for world in WORLDS if world != "payments"},
        **{f"{world}, small": (world, "small", [], False) for world in WORLDS},
    }
    found = {name: _median(*job) for name, job in sizes.items()}
    one, many = found["payments, 1 million to files"], found["payments, 5 million to files"]
    row = {name: job["seconds"] / job["rows"] for name, job in found.items()}
    if found["payments, 1 million"]["transactions"] < ROWS or many["transactions"] < LARGE:
        sys.exit("the presets of payments are smaller than the benchmark wants: change them or the benchmark")
    gates = {
        "payments, 1 million: seconds": (found["payments, 1 million"]["seconds"], SECONDS),
        "payments, 1 million: megabytes": (found["payments, 1 million"]["megabytes"], MEGABYTES),
        "payments, a row of 5 million / of 1": (
            (many["seconds"] / many["transactions"]) / (one["seconds"] / one["transactions"]),
            PER_ROW,
        ),
    }
    for world in WORLDS[1:]:
        name = f"{world}, large"
        gates[f"{world}, a row / of payments"] = (row[name] / row["payments, 1 million"], SAME_ORDER)
    for world in WORLDS:
        gates[f"{world}, small: seconds"] = (found[f"{world}, small"]["seconds"], SMALL_SECONDS)
    return found, gates


def _median(world: str, preset: str, changes: list[str], to_files: bool) -> dict[str, float]:
    runs = [_run(world, preset, changes, to_files) for _ in range(RUNS)]
    return {name: round(statistics.median(one[name] for one in runs), 4) for name in runs[0]}


def _run(world: str, preset: str, changes: list[str], to_files: bool) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "world") if to_files else ""
        command = [sys.executable, "-c", _SCRIPT, world, preset, json.dumps(changes), out]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_THREADS": "1"}
        core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
        )
        if done.returncode:
            sys.exit(f"{world}, {preset} ended with {done.returncode}: {done.stderr[-500:]}")
        found: dict[str, float] = json.loads(done.stdout)
        return found
