"""A dict is built in time that grows with its length: keys that all have one hash."""

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
    keys = ([(number * (2**61 - 1)), 0] for number in range(60_000))
    say(message(value(["dict", *keys])))
    return []
