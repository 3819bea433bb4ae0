"""How many cards are in the bin behind a motor reader: a number in a file, which outlasts restarts and power cuts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

_LONGEST = 16  # bytes of a file that can be a number of cards
_READABLE = 0o644  # whoever said that the bin was emptied, the machine's own user must read it


class CountLost(Exception):
    """The number cannot be read or written; the text names the file."""


def read_count(path: Path) -> int:
    """How many cards the file says; none where there is no file. Raises `CountLost`."""
    try:
        with path.open("rb") as file:
            said = file.read(_LONGEST)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise CountLost(f"{path}: cannot be read: {error.strerror}") from error
    if not re.fullmatch(rb"[0-9]{1,6}\n?", said):
        raise CountLost(f"{path}: holds no number of cards")
    return int(said)


def write_count(path: Path, cards: int) -> None:
    """Put a number of cards in the place of the last one, whole and durable when this returns. Raises `CountLost`."""
    new = path.with_name(f"{path.name}.{os.getpid()}")  # two programs may write: the kiosk, and who empties its bin
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with new.open("w", encoding="ascii") as file:
                os.fchmod(file.fileno(), _READABLE)
                file.write(f"{cards}\n")
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the new name too must survive a power cut
        finally:
            os.close(folder)
    except OSError as error:
        raise CountLost(f"{path}: cannot be written: {error.strerror}") from error


class CardBin:
    """The count as the running machine keeps it. The file is read each time: somebody may have emptied the bin.

    Nothing here stops the machine: what goes wrong with the file is given to `tell`, in words, once.
    """

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        self._path = path
        self._tell = tell
        self._told = ""
        self._unwritten = 0  # cards counted while the file could not be written

    def cards(self) -> int | None:
        """How many are in; None when nobody knows, because the file is spoiled."""
        try:
            cards = read_count(self._path)
        except CountLost as error:
            self._lost(str(error))
            return None
        if not self._unwritten:
            self._told = ""
        return max(0, cards + self._unwritten)

    def one_more(self) -> None:
        """Count a card that is about to be swallowed. A spoiled file is left as it is, for a person to look at."""
        self._change(1)

    def one_less(self) -> None:
        """The card counted last was not swallowed after all."""
        self._change(-1)

    def _change(self, by: int) -> None:
        cards = self.cards()
        if cards is None:
            return
        try:
            write_count(self._path, max(0, cards + by))
            self._unwritten = 0
        except CountLost as error:
            self._unwritten += by
            self._lost(str(error))

    def _lost(self, reason: str) -> None:
        if reason != self._told:
            self._told = reason
            self._tell(reason)
