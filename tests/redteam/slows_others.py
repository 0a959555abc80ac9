"""Priority of other processes stays as it is: makes parent, group and user nicer."""

import os


def attack():
    parent = os.getppid() or 1
    for which, who in ((os.PRIO_PROCESS, parent), (os.PRIO_PROCESS, @OWNER@), (os.PRIO_PGRP, parent)):
        try:
            os.setpriority(which, who, 5)
            return True
        except OSError:
            pass
    return False
