"""Limits of other processes stay as they are: prlimit on parent, grandparent and all it can see."""

import os
import resource


def attack():
    for pid in (os.getppid() or 1, @OWNER@, 1):
        try:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
            return True
        except OSError:
            pass
    return False
