"""A question that nobody reads blocks nobody for long: answers the import itself, and never reads the pipe again."""

import os
import struct
import time

tree = b'["dict",["value",["list","echo"]]]'
payload = struct.pack("<4sIQ", b"SGN1", 0, len(tree)) + tree
os.write(3, struct.pack("<cQ", b"R", len(payload)) + payload)
time.sleep(10**6)
