"""An answer that comes byte by byte is one that does not come: 64 MB announced, a byte now and then."""

import os
import struct
import time


def echo(data):
    os.write(3, struct.pack("<cQ", b"R", 1 << 26))
    while True:
        os.write(3, b"S")
        time.sleep(0.05)
