"""Nothing outside scratch can be written: adds a line to the journal, replaces the solution, renames the course."""

import os


def attack():
    worked = False
    for name in ("journal.jsonl", "solutions/01_toy/01_desk/desk.py", "course.toml", "new.txt"):
        try:
            with open(f"@ROOT@/{name}", "a") as file:
                file.write("# redteam-overwrites_results\n")
                worked = True
        except OSError:
            pass
    for step in (os.rename, os.link, os.symlink):
        try:
            step("@ROOT@/datasets/manifest.toml", "@ROOT@/datasets/redteam-overwrites_results")
            worked = True
        except OSError:
            pass
    return worked
