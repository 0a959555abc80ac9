"""No other program is run: exec, spawn, subprocess, system, and the dynamic loader by name."""

import os
import subprocess
import sys


def attack():
    steps = [
        lambda: subprocess.run(["/bin/true"]).returncode == 0,
        lambda: os.system("true") == 0,
        lambda: os.posix_spawn("/bin/true", ["true"], {}) > 0,
        lambda: os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", ""]) == 0,
    ]
    for step in steps:
        try:
            if step():
                return True
        except OSError:
            pass
    return False
