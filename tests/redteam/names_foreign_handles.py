"""A handle is a number of this worker: invents some, with types that are markup."""

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
    nodes = [["handle", number, "[red]\x1b[2J<script>" * 100] for number in (*range(-1, 8), 10**9)]
    say(message(value(["list", *nodes])))
    return []


totalled = mean = model = asked = shuffled = doubled
