"""Puts what a print decoder gives together to what stands on paper: rows of words, codes, pictures, cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.domain import gb18030
from kiosk.hardware.explain import Fields, Private, noise
from kiosk.hardware.receipt_printer.reading import wire
from kiosk.hardware.receipt_printer.reading.wire import Bars, Character, Command, Ignored, Picture, Symbol

_ALIGN = ("left", "centre", "right")
_QR, _QR_MODULE, _QR_LEVEL, _QR_STORE, _QR_PRINT = 49, 67, 69, 80, 81
_QR_LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}
_CODE128 = 73
_OLD_BARCODES = ("UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR")
_BARCODES: Mapping[int, str] = {
    **dict(enumerate(_OLD_BARCODES)),
    **dict(enumerate((*_OLD_BARCODES, "CODE93", "CODE128"), 65)),
}
_WORDS_BESIDE_BARS = ("no", "above", "below", "above and below")
_LONGEST_ROW = 1024  # bytes; no paper is so wide: a printer has begun a new row long before
_UNREADABLE = "\ufffd"


@dataclass(frozen=True)
class _Style:
    bold: bool = False
    underline: bool = False
    wide: int = 1
    high: int = 1


def on_paper(data: bytes) -> Iterator[Fields]:
    """What each piece of a stream of print bytes does, in order. Words and contents are private."""
    decoder, paper = wire.PrintDecoder(), _Paper()
    for message in decoder.feed(data):
        yield from paper.take(message)
    yield from paper.end_row("nothing: it waits in the printer")
    before = decoder.noise
    decoder.drop()
    if left := decoder.noise - before:
        yield noise(data[len(data) - left :])


class _Paper:
    """The row being built, and the modes it is built in."""

    def __init__(self) -> None:
        self._initialise()

    def _initialise(self) -> None:
        self._row: list[tuple[str, _Style]] = []
        self._bytes = 0
        self._style = _Style()
        self._align = 0
        self._qr: dict[int, bytes] = {}
        self._bars: dict[str, int] = {}

    def take(self, message: wire.Message) -> Iterator[Fields]:
        """What a message does."""
        match message:
            case Character(code, chinese):
                self._row.append((_character(code, chinese), self._style))
                self._bytes += len(code)
                if self._bytes >= _LONGEST_ROW:
                    yield from self.end_row("its length")
            case Command():
                yield from self._command(message)
            case Symbol():
                yield from self._symbol(message)
            case Bars(kind, data):
                yield from self.end_row("a barcode")
                yield self._barcode(kind, data)
            case Picture(width, height, obeyed):
                yield from self.end_row("a picture")
                yield {"message": "picture", "width": width, "height": height, "real_time_commands_inside": obeyed}
            case Ignored(data):
                yield noise(data)

    def end_row(self, by: str) -> Iterator[Fields]:
        """The row, if there is one."""
        row, self._row, self._bytes = self._row, [], 0
        if not row:
            return
        inked = [style for char, style in row if char != " "] or [row[0][1]]
        large = max(inked, key=lambda style: (style.high, style.wide))
        yield {
            "message": "row",
            "text": Private("".join(char for char, _ in row)),
            "size": f"{large.wide} x {large.high}",
            "align": _word(_ALIGN, self._align),
            "bold": _in_part([style.bold for style in inked]),
            "underlined": _in_part([style.underline for style in inked]),
            "ended_by": by,
        }

    def _command(self, command: Command) -> Iterator[Fields]:
        name, n = command.name, command.numbers[0] if command.numbers else 0
        if name in ("line feed", "feed dots", "feed lines") or name.endswith("cut"):
            had_row = bool(self._row)
            yield from self.end_row(name)
            if name == "line feed" and had_row:
                return
        if name == "initialise":
            self._initialise()
        self._set(name, n)
        yield {"message": name, **_numbers(command)}

    def _set(self, name: str, n: int) -> None:
        match name:
            case "align":
                self._align = n % 48
            case "bold":
                self._style = replace(self._style, bold=bool(n & 1))
            case "underline":
                self._style = replace(self._style, underline=n % 48 > 0)
            case "size":
                self._style = replace(self._style, wide=(n >> 4 & 7) + 1, high=(n & 7) + 1)
            case "print mode":
                self._style = _Style(bool(n & 0x08), bool(n & 0x80), 2 if n & 0x20 else 1, 2 if n & 0x10 else 1)
            case "bar height" | "bar width" | "bar words":
                self._bars[name] = n

    def _symbol(self, symbol: Symbol) -> Iterator[Fields]:
        if symbol.kind != _QR:
            yield {"message": "other code", "kind": symbol.kind, "function": symbol.function}
            return
        self._qr[symbol.function] = symbol.data
        if symbol.function == _QR_PRINT:
            yield from self.end_row("a QR code")
            yield self._qr_code()
        else:
            yield {"message": "QR setting", "function": symbol.function, "bytes": len(symbol.data)}

    def _qr_code(self) -> Fields:
        content = self._qr.get(_QR_STORE, b"")[1:]
        level, module = self._qr.get(_QR_LEVEL, b""), self._qr.get(_QR_MODULE, b"")
        return {
            "message": "QR code",
            "content": Private(content.decode("utf-8", "replace")),
            "error_correction": _QR_LEVELS.get(level[0], "unknown") if level else "the printer's own",
            "module": module[0] if module else "the printer's own",
            "align": _word(_ALIGN, self._align),
        }

    def _barcode(self, kind: int, data: bytes) -> Fields:
        return {
            "message": "barcode",
            "kind": _BARCODES.get(kind, f"unknown ({kind})"),
            "content": Private(_code128(data) if kind == _CODE128 else data.decode("latin-1")),
            "height": self._bars.get("bar height", "the printer's own"),
            "module": self._bars.get("bar width", "the printer's own"),
            "words": _word(_WORDS_BESIDE_BARS, self._bars.get("bar words", 0) % 48),
            "align": _word(_ALIGN, self._align),
        }


def _numbers(command: Command) -> Fields:
    """The numbers of a command by name, where this kiosk uses it."""
    if not command.numbers:
        return {}
    n = command.numbers[0]
    match command.name:
        case "align":
            return {"to": _word(_ALIGN, n % 48)}
        case "bold":
            return {"on": bool(n & 1)}
        case "size":
            return {"wide": (n >> 4 & 7) + 1, "high": (n & 7) + 1}
        case "spacing" | "feed dots" | "full cut" | "partial cut" | "bar height" | "bar width":
            return {"dots": n}
        case "feed lines":
            return {"lines": n}
        case "ask status" | "ask in order" | "recover":
            return {"n": n}
        case "automatic status":
            flags = {"drawer": 1, "on_line": 2, "errors": 4, "paper": 8}
            return {"on": n != 0, **{name: bool(n & bit) for name, bit in flags.items()}}
    return {"numbers": list(command.numbers)}


def _character(code: bytes, chinese: bool) -> str:
    if not chinese:
        return chr(code[0]) if code[0] < 0x7F else _UNREADABLE  # a code page nobody has told
    try:
        return gb18030.decode(code)
    except ValueError:
        return _UNREADABLE


def _code128(data: bytes) -> str:
    """The content, with the sets it is told in; every other thing that a brace says is left as it stands."""
    if data[:2] == b"{C":
        return "".join(f"{pair:02d}" for pair in data[2:])
    return data[2:].replace(b"{{", b"{").decode("latin-1") if data[:2] in (b"{A", b"{B") else data.decode("latin-1")


def _word(words: tuple[str, ...], n: int) -> str:
    return words[n] if n < len(words) else f"unknown ({n})"


def _in_part(facts: list[bool]) -> str:
    if all(facts):
        return "yes"
    return "in part" if any(facts) else "no"
