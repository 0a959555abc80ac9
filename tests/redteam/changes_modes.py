"""A mode may be asked for and is not given: no file outside scratch becomes writable, no folder of it unlistable."""

import os


def attack():
    target = "@ROOT@/course.toml"
    before = None
    try:
        before = os.stat(target).st_mode
    except OSError:
        pass
    for step in (lambda: os.chmod(target, 0o4777), lambda: os.utime(target, (1, 1)), lambda: os.truncate(target, 0)):
        try:
            step()
        except OSError:
            pass
    try:
        now = os.stat(target)
        return before is not None and (now.st_mode != before or now.st_mtime == 1 or not now.st_size)
    except OSError:
        return False
