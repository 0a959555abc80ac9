"""No other program is run, not even in its own place: replaces itself by a new interpreter that answers."""

import os
import sys


def attack():
    os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(1)"])
