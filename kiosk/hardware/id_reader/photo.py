"""The photo of a document: 1024 bytes that only a plug-in of the reader's vendor can decode (fact sheet 1.9)."""

from __future__ import annotations

import asyncio
import struct
import subprocess
import sys
from typing import Protocol

from kiosk.domain.photo import Photo
from kiosk.hardware.id_reader.errors import PhotoFailed

_PROGRAM = "kiosk.hardware.id_reader.photo_process"
_WITHIN = 1.5  # seconds, of which Python's start takes a tenth; somebody is waiting
_MARK = b"WL"
_BMP_HEAD = struct.Struct("<2s16xii")  # mark, width and height, which is negative when the first row is the top one


class PhotoDecoder(Protocol):
    """What a plug-in is: a function, named ``module:function`` in the configuration (`id_reader.photo_decoder`).

    It runs in a process of its own, once for each photo, and may raise anything.
    """

    def __call__(self, wlt: bytes, /) -> bytes:
        """1024 bytes in; a whole BMP file out, or the dots: rows from the top, red, green and blue, a byte each."""


def size_of(wlt: bytes) -> tuple[int, int] | None:
    """Width and height in dots as the photo's header tells them [2+]; None when it has another beginning."""
    if not wlt.startswith(_MARK) or len(wlt) < 6:
        return None
    width, height = struct.unpack_from("<HH", wlt, len(_MARK))
    return width, height


async def develop(wlt: bytes, decoder: str, within: float = _WITHIN) -> Photo:
    """The picture that the plug-in `decoder` makes of a photo. Raises `PhotoFailed`."""
    size = size_of(wlt)
    if size is None:
        raise PhotoFailed("not in the format WLT")
    return _photo(await asyncio.to_thread(_run, wlt, decoder, within), size)


def _run(wlt: bytes, decoder: str, within: float) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", _PROGRAM, decoder],
            input=wlt,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a vendor's library may write anything there
            timeout=within,
            check=False,
            start_new_session=True,  # Ctrl+C at a terminal is for the kiosk
        )
    except subprocess.TimeoutExpired:
        raise PhotoFailed(f"no picture within {within:g} s") from None  # the error's text holds what came so far
    if done.returncode:
        raise PhotoFailed(f"the plug-in ended with {done.returncode}")
    if not done.stdout.startswith(b"+"):
        raise PhotoFailed(f"the plug-in raised {done.stdout[1:].decode('ascii', 'replace')}")
    return done.stdout[1:]


def _photo(picture: bytes, size: tuple[int, int]) -> Photo:
    width, height = size
    if len(picture) == 3 * width * height:
        return Photo(picture, "rgb", width, height)
    if len(picture) > _BMP_HEAD.size and picture.startswith(b"BM"):
        _, width, height = _BMP_HEAD.unpack_from(picture)
        return Photo(picture, "bmp", width, abs(height))
    raise PhotoFailed("what the plug-in gave is no picture")
