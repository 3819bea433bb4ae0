"""The program that runs a vendor's photo decoder, apart from the kiosk: when it hangs or crashes, nothing else does.

``python -m kiosk.hardware.id_reader.photo_process MODULE:FUNCTION``: the photo on standard input; on standard output
``+`` and the picture, or ``-`` and the type of the error, never its text. Nothing of either reaches a disk.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys

_LONGEST = 10  # seconds; whoever started this ends it sooner, and may itself be gone


def main(decoder: str) -> None:
    """Decode one photo."""
    signal.alarm(_LONGEST)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold somebody's face
    with os.fdopen(_answers(), "wb") as answers:
        answers.write(_decode(sys.stdin.buffer.read(), decoder))


def _answers() -> int:
    """Standard output for our own use only: a library's chatter must not get into the picture."""
    ours = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return ours


def _decode(wlt: bytes, decoder: str) -> bytes:
    module, _, function = decoder.partition(":")
    try:
        picture = getattr(importlib.import_module(module), function)(wlt)
        if not isinstance(picture, bytes | bytearray):
            raise TypeError
    except Exception as error:  # noqa: BLE001 - whatever a vendor's code raises
        return b"-" + type(error).__name__.encode()
    return b"+" + picture


if __name__ == "__main__":
    main(sys.argv[1])
