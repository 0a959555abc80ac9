"""The solution is out of sight: opens it where it lies, and imports it."""

import importlib.util


def attack():
    spec = importlib.util.spec_from_file_location("answer", "@ROOT@/solutions/01_toy/01_desk/desk.py")
    answer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(answer)
    return answer.doubled([1]) == [2]
