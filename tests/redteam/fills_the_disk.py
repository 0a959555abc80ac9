"""Scratch is capped: writes files of 32 MB, a gigabyte in all."""

import os


def attack():
    block = os.urandom(1 << 20)
    for number in range(32):
        with open(f"big{number}", "wb") as file:
            for _ in range(32):
                file.write(block)
    return True
