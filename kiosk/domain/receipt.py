"""A receipt (slip) as lines of Text, before any printer and any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kiosk.domain.text import Text


@dataclass(frozen=True)
class Title:
    """Centred, large and bold."""

    words: Text


@dataclass(frozen=True)
class Paragraph:
    """Left-aligned words, wrapped at the paper's width; `strong` is large and bold: the one that matters."""

    words: Text
    strong: bool = False


@dataclass(frozen=True)
class Pair:
    """Two columns: a name and its value; `large` prints the value big on a line of its own (a phone number)."""

    name: Text
    value: Text
    large: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True)
class QrCode:
    """A QR code holding `content`, which must not be personal, with a caption under it."""

    content: str
    caption: Text


@dataclass(frozen=True)
class Barcode:
    """A barcode holding `content` (printable ASCII), which must not be personal, with a caption above it."""

    content: str
    caption: Text


Line: TypeAlias = Title | Paragraph | Pair | Rule | QrCode | Barcode


@dataclass(frozen=True)
class Receipt:
    """What one slip says, top to bottom."""

    lines: tuple[Line, ...]
