"""Nothing outlives a run: leaves files in every place that others can write to."""

import os


def attack():
    worked = False
    places = ["/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/var/lock", "/dev"]
    for place in [*places, os.path.dirname(os.getcwd())]:
        try:
            with open(f"{place}/redteam-leaves_files", "w") as file:
                file.write("left")
                worked = True
        except OSError:
            pass
    return worked
