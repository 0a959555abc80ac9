"""Only interpreter, libraries and data can be read: looks into homes, secrets of the system and other scratch folders."""

import os


def attack():
    for path in ("/root", "/home", os.path.expanduser("~root"), "@ROOT@", "/proc/1", "/tmp", "/var/tmp", "/run"):
        try:
            if os.listdir(path):
                return True
        except OSError:
            pass
    for path in ("/etc/shadow", "/proc/1/environ", "/proc/kcore", "/dev/mem", "/proc/sys/kernel/core_pattern"):
        try:
            with open(path, "rb") as file:
                if file.read(1):
                    return True
        except OSError:
            pass
    return False
