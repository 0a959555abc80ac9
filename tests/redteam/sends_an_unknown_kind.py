"""A kind of message that the protocol does not know ends the conversation."""

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
    say(message(value(1)), b"Q")
    return []


totalled = mean = model = asked = shuffled = doubled
