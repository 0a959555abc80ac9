"""No network, of no family: internet, unix, abstract unix, netlink, packet, vsock, crypto, bluetooth and the others."""

import socket


def attack():
    for family in range(1, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
                return True
            except OSError:
                pass
    return False
