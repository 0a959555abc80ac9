"""The environment is empty of secrets, in os.environ and in the block that the kernel keeps."""

import os


def attack():
    with open("/proc/self/environ", "rb") as file:
        return "REDTEAM_SECRET" in os.environ or b"REDTEAM_SECRET" in file.read()
