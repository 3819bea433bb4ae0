"""Honeywell's trigger on the wire; such a scanner answers with the code and nothing else (fact sheet 6).

Sources: Honeywell's user guides, Mindeo ES4650, public programs [2+]. Codes are read by `code_scanner.wire`.
"""

from __future__ import annotations

from typing import ClassVar


class Command:
    """A command of one letter. Both may be repeated: a scanner that is on or off already stays so [I]."""

    letter: ClassVar[bytes]
    repeatable: ClassVar[bool] = True
    private: ClassVar[bool] = False

    def encode(self) -> bytes:
        """The frame: SYN, letter, CR [2+]. It changes nothing the scanner keeps."""
        return b"\x16" + self.letter + b"\r"


class Trigger(Command):
    """Look for a code now; the scanner stops by itself after one, or when its own time is over [2+]."""

    letter = b"T"


class Stop(Command):
    """Stop looking [2+]."""

    letter = b"U"
