"""A stub offers its methods and no other: negative numbers, odd types, private names."""

import json
import os
import socket
import struct

pipe = socket.socket(fileno=os.dup(3))


def say(payload, kind=b"R"):
    pipe.sendall(struct.pack("<cQ", kind, len(payload)) + payload)


def message(tree, *blobs):
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    sizes = struct.pack(f"<{len(blobs)}Q", *map(len, blobs))
    return struct.pack("<4sIQ", b"SGN1", len(blobs), len(text)) + sizes + text + b"".join(blobs)


def value(node):
    return ["dict", ["value", node]]


def doubled(*args):
    for stub in (0, -1, 10**30, None, ["list"]):
        for method in ("now", "__class__", "__init__", "said", ["list"]):
            call = ["dict", ["stub", stub], ["method", method], ["args", ["list"]], ["kwargs", ["dict"]]]
            say(bytes(4) + message(call), b"C")
    return []


totalled = mean = model = asked = shuffled = doubled
