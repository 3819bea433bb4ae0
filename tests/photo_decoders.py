"""Plug-ins for photos as vendors may bring them: good ones, and each way to fail. None decodes anything."""

from __future__ import annotations

import os
import struct
import time

_DOTS = (102, 126)


def dots(wlt: bytes) -> bytes:
    """Every dot has the colour of the photo's first byte after its header."""
    return bytes([wlt[6]]) * (3 * _DOTS[0] * _DOTS[1])


def bmp(wlt: bytes) -> bytearray:
    """A BMP file of one dot, the first row on top."""
    return bytearray(
        b"BM" + struct.pack("<IHHIIiiHHIIIIII", 58, 0, 0, 54, 40, 1, -1, 1, 24, 0, 4, 0, 0, 0, 0) + bytes(4)
    )


def chatters(wlt: bytes) -> bytes:
    """Writes to standard output, as libraries in C do."""
    os.write(1, b"licence valid until tomorrow\n")
    return dots(wlt)


def raises(wlt: bytes) -> bytes:
    """Fails, and would quote what it was given."""
    raise ValueError(wlt)


def ends(wlt: bytes) -> bytes:
    """Ends the process, as a crash does."""
    os.abort()


def hangs(wlt: bytes) -> bytes:
    """Never comes back."""
    time.sleep(60)
    return wlt


def gives_nothing(wlt: bytes) -> None:
    """No bytes at all."""


def gives_rubbish(wlt: bytes) -> bytes:
    """Bytes that are no picture."""
    return wlt[:10]
