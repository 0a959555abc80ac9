"""The number of files is capped, too: a hundred thousand empty ones."""

import os


def attack():
    for number in range(100_000):
        os.close(os.open(f"small{number}", os.O_CREAT | os.O_WRONLY))
    return True
