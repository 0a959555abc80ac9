"""Where the bound and the figures of evaluation/temporal_validation come from.

Run `python tests/gates/temporal_validation.py [shuffles]` (20,000 by default, a minute of CPU) after any change to the calls
that the exercise hands out, and copy the largest deviation beside `SHARE_OFF` in `test_temporal_validation.py`.
"""

import importlib.util
import sys
from pathlib import Path

import numpy as np

from signoff.worlds.calls import called

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = ROOT / "solutions/03_evaluation/04_temporal_validation/temporal_validation.py"


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def main():
    shuffles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    solution = module_of(SOLUTION)
    calls, model = called()
    first_year, rng = calls["contact_year"].to_numpy() == 2008, np.random.default_rng(0)
    off = []
    for _ in range(shuffles):
        folds = np.array_split(rng.permutation(first_year), 5)
        off.append(max(abs(fold.mean() - first_year.mean()) for fold in folds))
    print(
        f"share of 2008 in the worst of five random folds: off by {np.mean(off):.4f} on average, {max(off):.4f} at most"
    )
    in_order = [abs(fold.mean() - first_year.mean()) for fold in np.array_split(first_year, 5)]
    print(f"the same in folds cut in order of date: {min(in_order):.4f} to {max(in_order):.4f}")
    for seed in range(5):
        told = solution.compare(calls, model, seed)
        print(f"seed {seed}: {', '.join(f'{name} {value:.3f}' for name, value in told.items())}")


if __name__ == "__main__":
    main()
