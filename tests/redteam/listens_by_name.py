"""No name of a socket is taken or reached: abstract and path-based unix sockets between submissions."""

import socket


def attack():
    for name in ("\0redteam-listens_by_name", "redteam-listens_by_name"):
        try:
            one = socket.socket(socket.AF_UNIX)
            one.bind(name)
            one.listen()
            return True
        except OSError:
            pass
    left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    for name in ("/run/systemd/journal/socket", "/dev/log", "\0redteam-listens_by_name"):
        try:
            left.sendto(b"hello", name)
            return True
        except OSError:
            pass
    return False
