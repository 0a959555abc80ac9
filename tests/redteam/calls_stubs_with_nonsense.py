"""A call of a stub is checked like an answer: arguments that are no list, names that are no text."""

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
    for args, kwargs in ((["list"], ["list", "abc"]), (1, ["dict"]), (["list"], ["dict", [1, 2]])):
        call = ["dict", ["stub", 0], ["method", "now"], ["args", args], ["kwargs", kwargs]]
        say(bytes(4) + message(call), b"C")
    return []


totalled = mean = model = asked = shuffled = doubled
