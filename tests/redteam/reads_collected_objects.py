"""Nothing of the grader is in memory: asks the collector for jobs, sessions, verdicts and paths of tests."""

import gc
import sys


def attack():
    gc.unfreeze()  # the zygote's objects are frozen, and so hidden from get_objects
    for one in gc.get_objects():
        kind = type(one)
        if kind.__module__.startswith("signoff") and kind.__name__ in ("Job", "Session", "Verdict", "Exercise", "Course"):
            return True
        if type(one) is dict and type(one.get("seed")) is int:
            return True
    return any("test_desk" in name for name in sys.modules)
