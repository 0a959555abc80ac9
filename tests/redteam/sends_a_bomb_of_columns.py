"""A column costs more than its text: a frame of a hundred thousand empty ones."""

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
    columns = [["array", "|i1", [0], 0]] * 100_000
    say(message(value(["frame", ["range", 0, 100_000, 1, None], ["range", 0, 0, 1, None], columns]), b""))
    return []
