"""Sets a slip into rows of columns: what stands where, how large, and what must be drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeAlias

from kiosk import fonts
from kiosk.domain import gb18030
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos.wire import Align, Size, barcode_modules
from kiosk.hardware.receipt_printer.paper import Barcode, Line, Logo, Pair, Paragraph, QrCode, Rule, Slip, Title
from kiosk.line_breaking import by_clause, tidy

DOTS_PER_MM = 8  # 203 dpi, the usual head; a 180 dpi head prints the same slip a little larger
COLUMN_DOTS = 12  # a half-width character at normal size
ROW_DOTS = 24  # the height of a character at normal size
LEADING_DOTS = 14  # between rows: 3 mm type needs air to be read by old eyes
BARS_DOTS = 80  # the height of a barcode: 10 mm, which a hand scanner needs
MARK_DOTS = 80  # the height of the kiosk's own mark
PARAGRAPH_DOTS = 16  # further between one line of the slip and the next of another kind

_NAME_COLUMNS = 18  # names wider than this are wrapped in their column
_GUTTER_COLUMNS = 2
_QR_DOTS = 34 * DOTS_PER_MM  # wide enough for an old telephone's camera
_QR_QUIET = 4  # modules of white around a code, as ISO/IEC 18004 asks
_BARS_QUIET = 10  # modules of white beside a barcode, as ISO/IEC 15417 asks
# Bytes that fit into a code of version 1, 2 ... at level M (ISO/IEC 18004, table 7 [M]).
_QR_BYTES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)


@dataclass(frozen=True)
class Span:
    """Words in one weight."""

    text: str = field(repr=False)
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """One row of characters. `drawn`: the printer's font lacks a character of it."""

    spans: tuple[Span, ...]
    size: Size = Size.NORMAL
    align: Align = Align.LEFT
    drawn: bool = False

    @property
    def text(self) -> str:
        """All words of the row."""
        return "".join(span.text for span in self.spans)

    @property
    def dots(self) -> int:
        """How far the row moves the paper."""
        return ROW_DOTS * self.size.scale + LEADING_DOTS


@dataclass(frozen=True)
class Code:
    """A QR code the printer draws."""

    content: bytes = field(repr=False)
    module_dots: int
    dots: int


@dataclass(frozen=True)
class Bars:
    """A barcode the printer draws, with its characters below it. `dots`: how far both move the paper."""

    content: str = field(repr=False)
    module_dots: int
    dots: int = BARS_DOTS + ROW_DOTS


@dataclass(frozen=True)
class Mark:
    """The kiosk's own mark, drawn; as wide as high."""

    dots: int = MARK_DOTS


@dataclass(frozen=True)
class Gap:
    """White paper."""

    dots: int


Element: TypeAlias = Row | Code | Bars | Mark | Gap


class Typesetter:
    """Sets slips for one printer: `dots` printable width, and the characters its font holds."""

    def __init__(self, dots: int, charset: Charset) -> None:
        self._columns = dots // COLUMN_DOTS
        self._dots = dots
        self._charset = charset

    def set(self, slip: Slip) -> tuple[Element, ...]:
        """The elements of a slip, top to bottom. Raises `ValueError` for a code that cannot be."""
        elements: list[Element] = []
        name_columns = self._name_columns(slip.lines)
        before: Line | None = None
        for line in slip.lines:
            if before is not None and not (_in_table(before) and _in_table(line)):
                elements.append(Gap(PARAGRAPH_DOTS))
            elements += self._line(line, name_columns)
            before = line
        return tuple(elements)

    def _line(self, line: Line, name_columns: int) -> Iterable[Element]:
        match line:
            case Title(words):
                return self._rows(words, Size.DOUBLE, bold=True, align=Align.CENTRE)
            case Paragraph(words, strong):
                return self._rows(words, Size.DOUBLE if strong else Size.NORMAL, bold=strong)
            case Pair(name, value, large=True):
                return [*self._rows(name, Size.NORMAL), *self._rows(value, Size.DOUBLE, bold=True)]
            case Pair(name, value):
                return self._pair(name, value, name_columns)
            case Rule():
                return self._rows("─" * (self._columns // 2), Size.NORMAL)
            case QrCode(content, caption):
                return [self._code(content), *self._rows(caption, Size.NORMAL, align=Align.CENTRE)]
            case Barcode(content, caption):
                return [*self._rows(caption, Size.NORMAL, align=Align.CENTRE), self._bars(content)]
            case Logo():
                return [Mark()]

    def _rows(self, words: str, size: Size, *, bold: bool = False, align: Align = Align.LEFT) -> Iterator[Row]:
        # Double size leaves few characters to a line: a sentence torn anywhere reads badly.
        breaking = by_clause if size is Size.DOUBLE else tidy
        for text in breaking(self._clean(words), self._charset.columns, self._columns // size.scale):
            yield self._row((Span(text, bold),), size, align)

    def _pair(self, name: str, value: str, name_columns: int) -> Iterator[Row]:
        names = tidy(self._clean(name), self._charset.columns, name_columns)
        room = self._columns - name_columns - _GUTTER_COLUMNS
        values = tidy(self._clean(value), self._charset.columns, room)
        for left, right in zip_longest(names, values, fillvalue=""):
            blank = name_columns + _GUTTER_COLUMNS - self._charset.columns(left)
            yield self._row((Span(left + " " * blank), Span(right, bold=True)), Size.NORMAL, Align.LEFT)

    def _row(self, spans: tuple[Span, ...], size: Size, align: Align) -> Row:
        held = all(self._charset.holds(span.text) for span in spans)
        return Row(spans, size, align, drawn=not held)

    def _name_columns(self, lines: Iterable[Line]) -> int:
        """One width for all names of a slip, so that all values stand under each other."""
        names = (self._clean(line.name) for line in lines if isinstance(line, Pair) and _in_table(line))
        return min(_NAME_COLUMNS, max(map(self._charset.columns, names), default=0))

    def _code(self, content: str) -> Code:
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in content):
            raise ValueError("a QR code may not hold control characters")
        data = content.encode()
        version = next((n for n, room in enumerate(_QR_BYTES, 1) if len(data) <= room), None)
        if version is None or not data:
            raise ValueError(f"a QR code of {len(data)} bytes cannot be printed")
        modules = 17 + 4 * version
        module = max(3, min(8, _QR_DOTS // modules, self._dots // (modules + 2 * _QR_QUIET)))
        return Code(data, module, modules * module)

    def _bars(self, content: str) -> Bars:
        modules = barcode_modules(content) + 2 * _BARS_QUIET
        module = min(3, self._dots // modules)
        if module < 2:  # what hand scanners read at 8 dots a millimetre
            raise ValueError(f"a barcode of {len(content)} characters is too wide for the paper")
        return Bars(content, module)

    def _clean(self, text: str) -> str:
        """The text without what has no ink: a control character among the words would be a command."""
        return "".join(self._visible(char) for char in gb18030.modern(text))

    def _visible(self, char: str) -> str:
        if char == "\n" or self._charset.holds(char):
            return char
        return " " if char.isspace() else fonts.showable(char)


def _in_table(line: Line) -> bool:
    return isinstance(line, Pair) and not line.large
