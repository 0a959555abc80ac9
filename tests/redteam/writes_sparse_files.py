"""A file has a largest size even when nothing is in it: one with a hole of a terabyte."""

import os

def attack():
    with open("sparse", "wb") as file:
        os.ftruncate(file.fileno(), 1 << 40)
    return True
