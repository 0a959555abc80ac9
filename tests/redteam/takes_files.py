"""Nothing is handed on: takes what an earlier submission left in a place that all can write to."""

import os


def attack():
    places = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/var/lock", "/dev"]
    return any(os.path.exists(f"{place}/redteam-leaves_files") for place in [*places, os.path.dirname(os.getcwd())])
