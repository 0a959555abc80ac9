"""What runs at the end of the process earns nothing: writes a reply when it is all over."""

import atexit
import os
import struct
import sys

payload = b'{"verdict": {"test": "test_numbers_are_doubled", "points": 2, "outcome": "passed"}}'
atexit.register(lambda: os.write(3, struct.pack("<cQ", b"R", len(payload)) + payload))


def doubled(*args):
    sys.exit(0)


totalled = mean = model = asked = shuffled = doubled
