"""Scratch goes however deep it is: thousands of folders, one in the other, must not end who removes them."""

import os


def attack():
    here = os.getcwd()
    try:
        for _ in range(3000):
            os.mkdir("deep")
            os.chdir("deep")
    finally:
        os.chdir(here)
