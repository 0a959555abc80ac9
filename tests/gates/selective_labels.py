"""Where the bounds of evaluation/selective_labels come from: right methods and mistakes, over many seeds.

Run `python tests/gates/selective_labels.py [seeds]` (200 by default, about two seconds of CPU each) after any change to
`signoff.worlds.lending.exploration`, and copy the extremes beside the bounds in `test_selective_labels.py`. A line is a
method: its largest mean error and scatter over both lenders, how many more of its intervals hold the truth than of the
weighted mean's, and the smallest and largest mean width, as a multiple of the weighted mean's. Right methods carry a `+`.
"""

import importlib.util
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "exercises/03_evaluation/07_selective_labels/test_selective_labels.py"
DRAWS = 100


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


exercise = module_of(TESTS)


def methods(log, policy, rng):
    """By method: estimate, low, high."""
    p, seen, profit, _, _ = exercise.columns(log, policy)
    w, y = 1 / p[seen], profit[seen]
    centre, half = exercise.hajek(log, policy)
    found = {"+weighted mean": (centre, half)}
    terms = np.where(seen, np.nan_to_num(profit) / p, 0.0)
    found["+Horvitz-Thompson"] = (terms.mean(), exercise.Z * terms.std(ddof=1) / np.sqrt(len(p)))
    draws = rng.multinomial(len(y), np.full(len(y), 1 / len(y)), DRAWS)
    boot = (draws @ (w * y)) / (draws @ w)
    found["+bootstrap, standard error"] = (centre, exercise.Z * boot.std(ddof=1))
    band = np.digitize(p, [0.2, 0.4, 0.99])
    model = np.array([(w * y)[band[seen] == one].sum() / max(w[band[seen] == one].sum(), 1e-9) for one in range(4)])[
        band
    ]
    adjusted = model + np.where(seen, (np.nan_to_num(profit) - model) / p, 0.0)
    found["+doubly robust, by band"] = (adjusted.mean(), exercise.Z * adjusted.std(ddof=1) / np.sqrt(len(p)))
    sd = y.std()
    found["plain mean"] = (y.mean(), exercise.Z * sd / np.sqrt(len(y)))
    found["sd over root n"] = (centre, exercise.Z * sd / np.sqrt(len(y)))
    effective = np.sqrt(w.sum() ** 2 / (w**2).sum())
    found["sd over root effective_n"] = (centre, exercise.Z * sd / effective)
    weighted = np.sqrt((w * (y - centre) ** 2).sum() / w.sum())
    found["weighted sd over root effective_n"] = (centre, exercise.Z * weighted / effective)
    found["90 %"] = (centre, half * 1.645 / 1.96)
    found["99 %"] = (centre, half * 2.576 / 1.96)
    capped = np.minimum(w, 5)
    found["weights capped at 5"] = ((capped * y).sum() / capped.sum(), half)
    root = np.sqrt(w)
    found["root of the weights"] = ((root * y).sum() / root.sum(), half)
    low, high = np.quantile(boot, [0.025, 0.975])
    named = {name: (one, one - width, one + width) for name, (one, width) in found.items()}
    return named | {"+bootstrap, percentiles": (centre, low, high)}


def one_seed(seed):
    """By method: mean error and scatter of the worse lender, share that held, mean width; in units of the weighted mean's."""
    rng, found = (
        np.random.default_rng([seed, 99]),
        defaultdict(lambda: {"off": 0.0, "spread": 0.0, "held": [], "wide": []}),
    )
    for _, truth, logs in exercise.lenders(seed):
        made = [methods(*one, rng) for one in logs]
        theirs = [one["+weighted mean"] for one in made]
        spread = np.std([one[0] for one in theirs[:150]])
        for name, record in ((name, found[name]) for name in made[0]):
            estimates = np.array([one[name][0] for one in made[:150]])
            record["off"] = max(record["off"], abs(estimates.mean() - truth) / spread)
            record["spread"] = max(record["spread"], estimates.std() / spread)
            record["held"] += [one[name][1] <= truth <= one[name][2] for one in made]
            record["wide"] += [
                (one[name][2] - one[name][1]) / (its[2] - its[1]) for one, its in zip(made, theirs, strict=True)
            ]
    exercise.lenders.cache_clear()
    return {
        name: (one["off"], one["spread"], np.mean(one["held"]), np.mean(one["wide"])) for name, one in found.items()
    }


def main(seeds):
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(one_seed, range(1, seeds + 1), chunksize=4))
    print(
        f"{seeds} seeds; bounds: off {exercise.BIAS}, scatter {exercise.SPREAD}, held {exercise.HELD}, width {exercise.NARROW} to {exercise.WIDE}"
    )
    for name in sorted(rows[0]):
        off, spread, held, wide, _ = np.array([row[name] for row in rows]).T
        print(
            f"{name:28} off {np.median(off):6.3f} {off.min():6.3f}-{off.max():6.3f}   scatter {spread.min():5.2f}-{spread.max():5.2f}"
            f"   held {held.mean():+.3f} {held.min():+.3f} to {held.max():+.3f}   width {wide.min():5.3f}-{wide.max():5.3f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
