"""How one velocity feature over Parquet grows with its rows; `make scale` stores the answer beside the notebook.

Each size runs in a process of its own, so that its CPU and its peak memory are its own. CPU seconds are those of all
threads, generating the data not among them.
"""

import json
import multiprocessing
import os
import platform
import resource
import sys
import tempfile
from pathlib import Path

import duckdb

from signoff.worlds.payments.volume import Machine, write_history, write_velocity

MILLIONS = [1, 2, 5, 10, 20, 50]
STORED = Path(__file__).parents[1] / "modules" / "02_features" / "scale.json"


def main() -> None:
    sizes = [int(one) for one in sys.argv[1:]] or MILLIONS
    runs = []
    for millions in sizes:
        with tempfile.TemporaryDirectory() as folder:
            runs.append(
                {"million_rows": millions} | _apart(_write, millions, folder) | _apart(_query, millions, folder)
            )
        print(json.dumps(runs[-1]), flush=True)
    facts = {"duckdb": duckdb.__version__, "cores": os.cpu_count(), "processor": platform.machine()}
    machine = Machine(Path())
    limits = {"threads": machine.threads, "memory_limit_gb": machine.memory_gb}
    STORED.write_text(json.dumps(facts | limits | {"runs": runs}, indent=2) + "\n", encoding="utf-8")


def _apart(work, millions: int, folder: str) -> dict[str, float]:
    """What `work` reports, from a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (millions, folder))


def _write(millions: int, folder: str) -> dict[str, float]:
    path = Path(folder, "history.parquet")
    write_history(path, millions * 1_000_000, Machine(Path(folder, "spill")))
    return {"file_mb": round(path.stat().st_size / 1e6)}


def _query(millions: int, folder: str) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_SELF)
    write_velocity(Path(folder, "history.parquet"), Path(folder, "velocity.parquet"), Machine(Path(folder, "spill")))
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu_s": round(cpu, 1), "peak_gb": round(after.ru_maxrss / 2**20, 1)}


if __name__ == "__main__":
    main()
