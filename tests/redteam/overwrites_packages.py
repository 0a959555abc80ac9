"""Nothing outside scratch can be written: the package's own source, site-packages and its byte code."""

import os

import numpy

import signoff


def attack():
    worked = False
    folder = os.path.dirname(os.path.dirname(numpy.__file__))
    for path in (signoff.__file__, numpy.__file__, os.path.join(folder, "redteam-overwrites_packages.pth")):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)  # opened to be written, and left as it was
            os.close(descriptor)
            worked = True
        except OSError:
            pass
    return worked
