"""Turns a slip into the parts that go over the wire, each made of whole commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.hardware.receipt_printer import raster, wire
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.paper import Slip
from kiosk.hardware.receipt_printer.typeset import LEADING_DOTS, ROW_DOTS, Code, Element, Gap, Row, Typesetter
from kiosk.hardware.receipt_printer.wire import Align, Part

# A part ends at the first whole command beyond this. At 9600 baud that is half a second to the next status.
_PART_BYTES = 512
_BOTTOM_DOTS = 32  # white below the last line; the printer itself feeds from the head to the knife


@dataclass(frozen=True)
class Job:
    """One slip, ready to send. `rows` is the length of paper it needs, in dots."""

    parts: tuple[Part, ...]
    rows: int
    lines: int


def compose(slip: Slip, dots: int, charset: Charset) -> Job:
    """Set a slip and put it into parts. Raises `ValueError` for what cannot be printed at all."""
    elements = Typesetter(dots, charset).set(slip)
    commands = [wire.CHINESE_ON, *_Pen(charset, dots).write(elements), wire.CHINESE_OFF, wire.cut(_BOTTOM_DOTS)]
    rows = sum(element.dots for element in elements) + _BOTTOM_DOTS
    return Job(tuple(_packed(commands)), rows, lines=sum(isinstance(element, Row) for element in elements))


class _Pen:
    """Writes elements as commands and leaves out what the printer already is set to."""

    def __init__(self, charset: Charset, dots: int) -> None:
        self._charset = charset
        self._dots = dots
        self._set: dict[str, bytes] = {}

    def write(self, elements: tuple[Element, ...]) -> Iterator[bytes]:
        for element in elements:
            match element:
                case Row(drawn=True):
                    yield self._setting("align", wire.align(Align.LEFT))
                    for band in raster.draw(element, self._charset, self._dots):
                        yield wire.raster(band.bytes_per_row, band.dots)
                    yield wire.feed(LEADING_DOTS)
                case Row():
                    yield self._row(element)
                case Code(content, module):
                    yield self._setting("align", wire.align(Align.CENTRE)) + wire.qr(content, module)
                    yield wire.feed(LEADING_DOTS)
                case Gap(gap):
                    yield wire.feed(gap)

    def _row(self, row: Row) -> bytes:
        begin = self._setting("align", wire.align(row.align)) + self._setting("size", wire.size(row.size))
        height = ROW_DOTS * row.size.scale
        begin += self._setting("spacing", wire.spacing(height + LEADING_DOTS))
        spans = (self._setting("bold", wire.bold(span.bold)) + self._charset.encode(span.text) for span in row.spans)
        return begin + b"".join(spans) + wire.LINE_FEED

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
