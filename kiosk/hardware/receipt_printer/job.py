"""Turns a slip into the parts that go over the wire, each made of whole commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.hardware.receipt_printer import raster
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos import wire as escpos
from kiosk.hardware.receipt_printer.escpos.wire import Align
from kiosk.hardware.receipt_printer.paper import Slip
from kiosk.hardware.receipt_printer.raster import Band
from kiosk.hardware.receipt_printer.typeset import (
    BARS_DOTS,
    LEADING_DOTS,
    ROW_DOTS,
    Bars,
    Code,
    Element,
    Gap,
    Mark,
    Row,
    Typesetter,
)
from kiosk.hardware.receipt_printer.wire import Part

# A part ends at the first whole command beyond this. At 9600 baud that is half a second to the next status.
_PART_BYTES = 512
_BOTTOM_DOTS = 32  # white below the last line; the printer itself feeds from the head to the knife


@dataclass(frozen=True)
class Job:
    """One slip, ready to send. `rows` is the length of paper it needs, in dots."""

    parts: tuple[Part, ...]
    rows: int
    lines: int


def compose(slip: Slip, dots: int, charset: Charset, band_bytes: int) -> Job:
    """Set a slip and put it into parts; pictures go in bands of about `band_bytes`.

    Raises `ValueError` for what cannot be printed at all.
    """
    elements = Typesetter(dots, charset).set(slip)
    body = _Pen(charset, dots, band_bytes).write(elements)
    commands = [escpos.CHINESE_ON, *body, escpos.CHINESE_OFF, escpos.cut(_BOTTOM_DOTS)]
    rows = sum(element.dots for element in elements) + _BOTTOM_DOTS
    return Job(tuple(_packed(commands)), rows, lines=sum(isinstance(element, Row) for element in elements))


class _Pen:
    """Writes elements as commands and leaves out what the printer already is set to."""

    def __init__(self, charset: Charset, dots: int, band_bytes: int) -> None:
        self._charset = charset
        self._dots = dots
        self._band_bytes = band_bytes
        self._set: dict[str, bytes] = {}

    def write(self, elements: tuple[Element, ...]) -> Iterator[bytes]:
        for element in elements:
            match element:
                case Row(drawn=True):
                    picture = raster.draw(element, self._charset, self._dots)
                    yield from self._picture(picture, Align.LEFT)
                    yield escpos.feed(LEADING_DOTS)
                case Row():
                    yield self._row(element)
                case Code(content, module):
                    yield self._setting("align", escpos.align(Align.CENTRE)) + escpos.qr(content, module)
                    yield escpos.feed(LEADING_DOTS)
                case Bars(content, module):
                    setting = self._setting("align", escpos.align(Align.CENTRE))
                    setting += self._setting("size", escpos.size(escpos.Size.NORMAL))
                    yield setting + escpos.barcode(content, module, BARS_DOTS)
                case Mark(height):
                    yield from self._picture(raster.mark(height), Align.CENTRE)
                case Gap(gap):
                    yield escpos.feed(gap)

    def _picture(self, picture: Band, where: Align) -> Iterator[bytes]:
        yield self._setting("align", escpos.align(where))
        for band in raster.bands(picture, self._band_bytes):
            yield escpos.raster(band.bytes_per_row, band.dots)

    def _row(self, row: Row) -> bytes:
        begin = self._setting("align", escpos.align(row.align)) + self._setting("size", escpos.size(row.size))
        height = ROW_DOTS * row.size.scale
        begin += self._setting("spacing", escpos.spacing(height + LEADING_DOTS))
        words = (self._setting("bold", escpos.bold(span.bold)) + self._charset.encode(span.text) for span in row.spans)
        return begin + b"".join(words) + escpos.LINE_FEED

    def _setting(self, name: str, command: bytes) -> bytes:
        if self._set.get(name) == command:
            return b""
        self._set[name] = command
        return command


def _packed(commands: list[bytes]) -> Iterator[Part]:
    part = b""
    for command in commands:
        part += command
        if len(part) >= _PART_BYTES:
            yield Part(part)
            part = b""
    if part:
        yield Part(part)
