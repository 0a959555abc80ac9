"""Where the bounds of features/link_identities come from: right methods, over many seeds.

Run `python tests/gates/link_identities.py [seeds] [first]` (200 from seed 0 by default, about eight minutes of CPU) after any change to
the exercise's book, and copy the extremes into the comment above the bounds in `test_link_identities.py`. Each method is
graded by the exercise's own tests; then the smallest and largest of every measured number is shown beside its bound.
"""

import importlib.util
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from inspect import signature
from pathlib import Path
from types import SimpleNamespace

from signoff import testing

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "exercises/02_features/04_link_identities/test_link_identities.py"
SOLUTION = ROOT / "solutions/02_features/04_link_identities/link_identities.py"

METHODS = {
    "reference": "",
    "higher bar": "LINKED = 4.3",
    "lower bar": "LINKED = 3.8",
    "difflib": "from difflib import SequenceMatcher\n@cache\ndef _alike(one, other):\n    ratio = SequenceMatcher(None, one, other, False).ratio()\n    return 0.3 + 0.7 * ratio if ratio > 0.6 else ratio",
}  # fmt: skip
"""Right methods, as a few lines over the reference."""


def module_of(path):
    spec = importlib.util.spec_from_file_location(f"gated_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


exercise, harness = module_of(TESTS), module_of(TESTS.with_name("harness.py"))


class Submission:
    """The functions of one method, called in this process."""

    def __init__(self, text):
        self.text, self.names = text, {}
        exec(compile(text, "method", "exec"), self.names)
        self.harness = SimpleNamespace(leaves_as_it_was=partial(harness.leaves_as_it_was, self))

    def fresh(self):
        return Submission(self.text)

    def __getattr__(self, name):
        return self.names[name]


def measured(seed):
    """Per method and gate its value, and what failed."""
    given = {
        "book": exercise.Truth(exercise.linkage_book(seed)),
        "inherited": exercise.Truth(exercise.inherited_book(seed)),
    }
    found, failed, text = [], [], SOLUTION.read_text(encoding="utf-8")
    for method, over in METHODS.items():
        given["submission"] = Submission(f"{text}\n\n{over}\n")
        for name, test in vars(exercise).items():
            if not name.startswith("test_"):
                continue
            testing.measured_now.clear()
            try:
                test(**{each: given[each] for each in signature(test).parameters})
            except testing.Diagnosed as error:
                failed.append(f"seed {seed}: {method} fails {name}, {error.diagnosis}: {error.message[:200]}")
            found += [(method, one.bound, one.value) for one in testing.measured_now]
    return found, failed


def main():
    seeds, first = (int(one) for one in [*sys.argv[1:3], *["200", "0"][len(sys.argv) - 1 :]])
    values, failures = defaultdict(list), []
    with ProcessPoolExecutor(2) as pool:
        for found, failed in pool.map(measured, range(first, first + seeds)):
            failures += failed
            for method, bound, value in found:
                values[bound, method].append(value)
    for (bound, method), seen in sorted(values.items(), key=str):
        gate = f"<= {bound.at_most}" if bound.at_most is not None else f">= {bound.at_least}"
        print(f"{bound.name:45} {gate:8} {method:12} {min(seen):.4f} to {max(seen):.4f} over {len(seen)}")
    print(*failures, f"{len(failures)} failures", sep="\n")


if __name__ == "__main__":
    main()
