"""`kiosk wire tail`: the traffic of one device of the running machine, as lines to read, while it goes on."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kiosk.domain.local_time import CHINA

_ARROWS = {"sent": "->", "received": "<-", "closed": "the line was closed"}


class NobodySpeaks(Exception):
    """There is no running machine to listen to; the text says where it was looked for."""


def tail(path: Path, device: str) -> Iterator[str]:
    """Each piece of traffic as a line, for as long as the machine runs.

    The time is the local one; bytes about a person are told by their number only. Raises `NobodySpeaks`.
    """
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
            line.sendall(device.encode() + b"\n")
        except OSError as error:
            raise NobodySpeaks(
                f"{path}: no machine runs here ({error.strerror or 'not a place for a socket'})"
            ) from None
        with line.makefile(encoding="utf-8") as traffic:
            for one in traffic:
                piece = json.loads(one)
                if "error" in piece:
                    raise NobodySpeaks(f"{device}: {piece['error']}")
                yield _line(piece)


def _line(piece: dict[str, str]) -> str:
    at = datetime.fromisoformat(piece["at"]).astimezone(CHINA)
    clock = f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"
    shown = piece.get("hex", f"({piece['bytes']} bytes, private)")
    return f"{clock} {_ARROWS[piece['direction']]} {shown}".rstrip()
