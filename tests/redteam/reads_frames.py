"""Nothing of the grader is on the stack: looks through every frame for the seed, the tests and the truth."""

import sys
import threading


def attack():
    for frame in sys._current_frames().values():
        while frame is not None:
            if {"job", "seed", "session", "known", "expected"} & {*frame.f_locals, *frame.f_globals}:
                return True
            frame = frame.f_back
    return any("test_desk" in str(vars(thread)) for thread in threading.enumerate())
