"""Words for a running room from outside: a socket in its folder, one line in, one JSON object out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from kiosk_sim.pcsc import RoomError

_NAME = "room.sock"
_ANSWERS_WITHIN = 60.0  # seconds; the slowest word, inserting a card, takes about one


class Intercom:
    """Listens in `folder` while its context is entered; `obey` carries out a line or raises `RoomError`.

    Only this user may speak here: the socket is of mode 600.
    """

    def __init__(self, folder: Path, obey: Callable[[str], Awaitable[str]]) -> None:
        self._folder = folder
        self._obey = obey
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Intercom:
        """Begin to listen. Raises `RoomError` when another room does so in this folder."""
        self._server = await asyncio.start_unix_server(self._serve, sock=_listener(self._folder))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()
            _path(self._folder).unlink(missing_ok=True)
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError):  # it hung up, or its line is longer than a stream takes
            line = await reader.readline()
            if line.endswith(b"\n"):  # half a line may say something else than the whole
                told = await self._told(line.decode(errors="replace"))
                writer.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
        writer.close()

    async def _told(self, line: str) -> dict[str, str]:
        try:
            return {"told": await self._obey(line)}
        except RoomError as error:
            return {"error": str(error)}


def say(folder: Path, line: str) -> str:
    """Speak one line to the room that runs in `folder`; gives what it tells.

    Raises `RoomError` when none runs there, or when it cannot do what it was told.
    """
    with socket.socket(socket.AF_UNIX) as line_out:
        line_out.settimeout(_ANSWERS_WITHIN)
        try:
            with _short(folder) as path:
                line_out.connect(path)
            line_out.sendall(" ".join(line.split()).encode() + b"\n")
            with line_out.makefile("rb") as answers:
                answer = answers.readline()
        except OSError as error:
            raise RoomError(f"no room runs in {folder}, or it does not answer ({error.strerror or error})") from error
    told = json.loads(answer or '{"error": "the room has ended"}')
    if "error" in told:
        raise RoomError(str(told["error"]))
    return str(told["told"])


def _listener(folder: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    try:
        with _short(folder) as path:
            if _is_answered(path):
                raise RoomError(f"a room is already running in {folder}")
            _path(folder).unlink(missing_ok=True)  # left behind by one that was killed
            listener.bind(path)
        _path(folder).chmod(0o600)
    except BaseException:
        listener.close()
        raise
    return listener


def _is_answered(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
        probe.connect(path)
        return True
    return False


def _path(folder: Path) -> Path:
    return folder / _NAME


@contextlib.contextmanager
def _short(folder: Path) -> Iterator[str]:
    """The socket's path through an open folder: the kernel takes 107 bytes, and folders may be deep."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{fd}/{_NAME}"
    finally:
        os.close(fd)
