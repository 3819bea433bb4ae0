"""What a slip says, in words of one language, before any printer: the only thing a flow hands to the printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

# Words on a slip are about a person: no field shows itself in a repr, so that none reaches a log by accident.


@dataclass(frozen=True)
class Title:
    """Centred, double size and bold."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class Paragraph:
    """Left-aligned words, wrapped at the paper's width; a line feed in them begins a new line.

    `strong` is double size and bold: the one sentence that matters.
    """

    words: str = field(repr=False)
    strong: bool = False


@dataclass(frozen=True)
class Pair:
    """A name and its value, in two columns; `large` prints the value double size on lines of its own."""

    name: str = field(repr=False)
    value: str = field(repr=False)
    large: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True)
class QrCode:
    """A QR code holding `content` (as UTF-8), with a caption under it; what it holds must not be personal."""

    content: str = field(repr=False)
    caption: str = field(repr=False)


@dataclass(frozen=True)
class Barcode:
    """A CODE128 barcode of printable ASCII with its characters below it, and a caption above it; not personal."""

    content: str = field(repr=False)
    caption: str = field(repr=False)


@dataclass(frozen=True)
class Logo:
    """The kiosk's own mark, a card with its chip. No emblem of the state: that is not ours to print."""


Line: TypeAlias = Title | Paragraph | Pair | Rule | QrCode | Barcode | Logo


@dataclass(frozen=True)
class Slip:
    """One slip, top to bottom.

    `again` is what a further print of the same slip says at its top, in the language of the slip.
    """

    lines: tuple[Line, ...]
    again: str = field(default="", repr=False)

    def reprinted(self) -> Slip:
        """The slip as a further print of it. Raises `ValueError` when it has no words for that."""
        if not self.again:
            raise ValueError("a slip without words that say so cannot be printed again")
        return Slip((Title(self.again), *self.lines), self.again)
