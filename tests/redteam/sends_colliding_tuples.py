"""A set is built in time that grows with its length: tuples of -1 and -2, which hash alike."""

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
    items = (["tuple", *(-1 - (number >> bit & 1) for bit in range(16))] for number in range(1 << 16))
    say(message(value(["set", *items])))
    return []
