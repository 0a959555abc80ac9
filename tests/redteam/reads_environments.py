"""Other processes cannot be looked at: reads the environment and command line of parent, grader and all the rest."""

import os


def attack():
    found = b""
    for pid in os.listdir("/proc"):
        if pid.isdigit() and int(pid) != os.getpid():
            try:
                with open(f"/proc/{pid}/environ", "rb") as file:
                    found += file.read()
            except OSError:
                continue
    return bool(found)
