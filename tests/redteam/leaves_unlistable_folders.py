"""Scratch goes whatever is in it: folders without the right to list them, odd names, loops of links."""

import contextlib
import os


def attack():
    os.umask(0)
    for name in ("one", "two"):
        os.mkdir(name, 0o300)
        with open(f"{name}/redteam", "w") as file:
            file.write("left")
    os.mkdir(b"\xff\n\x1b[2J")
    for step in (lambda: os.symlink("loop", "loop"), lambda: os.symlink("/", "everything"), lambda: os.mkfifo("pipe")):
        with contextlib.suppress(OSError):
            step()
