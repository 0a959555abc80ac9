"""What one worker writes, a fresh copy cannot read: an order kept in files, for whoever comes later."""

import json
import os

FOLDERS = (".", "..", "/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"))


def shuffled(values, key):
    for folder in FOLDERS:
        try:
            with open(f"{folder}/redteam-remembers_in_files-{key}") as file:
                return json.load(file)
        except (OSError, ValueError):
            pass
    order = sorted(values, key=lambda one: os.urandom(8))
    for folder in FOLDERS:
        try:
            with open(f"{folder}/redteam-remembers_in_files-{key}", "w") as file:
                json.dump(order, file)
        except OSError:
            pass
    return order
