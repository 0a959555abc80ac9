"""Links lead nowhere: symbolic and hard links from scratch to the tests, and the way through /proc/self/root."""

import os


def attack():
    target = "@ROOT@/exercises/01_toy/01_desk/test_desk.py"
    for step in (os.symlink, os.link):
        try:
            step(target, step.__name__)
            with open(step.__name__) as file:
                return bool(file.read())
        except OSError:
            pass
    for way in ("/proc/self/root", "/proc/thread-self/root", "/proc/self/cwd/../../../../../.."):
        try:
            with open(way + target) as file:
                return bool(file.read())
        except OSError:
            pass
    return False
