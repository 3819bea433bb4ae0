"""The receipt printer's bytes as facts for people: what it answers, and what a stream of print bytes would print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kiosk.hardware.explain import Fields, WireDevice, stream_fields
from kiosk.hardware.known import Known
from kiosk.hardware.receipt_printer import status, wire
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos import wire as escpos
from kiosk.hardware.receipt_printer.escpos.wire import Align, Size
from kiosk.hardware.receipt_printer.reading.lines import on_paper
from kiosk.hardware.receipt_printer.reading.wire import Command, Ignored, PrintDecoder
from kiosk.hardware.receipt_printer.wire import Answer, Asb, Flow, Kind

_WHICH = "the byte does not say which question it answers; each reading is for one"
_QR_MODULES = range(1, 17)


def answers(data: bytes) -> Iterator[Fields]:
    """What the printer says; where the bytes are commands for it instead, what they would print."""
    return on_paper(data) if _are_commands(data) else stream_fields(wire.StatusDecoder(), data, _described)


def _are_commands(data: bytes) -> bool:
    """Bytes that are answers throughout are answers; else one known command with its sign makes them commands."""
    decoder = wire.StatusDecoder()
    decoder.feed(data)
    decoder.drop()
    return decoder.noise > 0 and any(_is_escape(message) for message in PrintDecoder().feed(data))


def _is_escape(message: object) -> bool:
    plain = ("line feed", "carriage return", "tab", "form feed", "cancel page")
    if isinstance(message, Command):
        return message.name not in plain
    return not isinstance(message, Ignored) and type(message).__name__ in ("Symbol", "Bars", "Picture")


def _described(message: wire.Message) -> Fields:
    match message:
        case Flow(go):
            return {"message": "XON" if go else "XOFF", "says": "go on writing" if go else "stop writing"}
        case Asb(data):
            return _automatic(data)
        case Answer(kind, byte):
            return _answer(kind, byte)


def _answer(kind: Kind, byte: int) -> Fields:
    if kind is Kind.CLEARED:
        return {"message": "buffer cleared"}
    if kind is Kind.REAL_TIME:
        readings = {f"if_DLE_EOT_{n}": _facts(byte, names) for n, names in status.REAL_TIME_BITS.items()}
        return {"message": "real-time status", "byte": bytes((byte,)), "note": _WHICH, **readings}
    readings = {f"if_GS_r_{n}": _facts(byte, names) for n, names in status.IN_ORDER_BITS.items()}
    return {"message": "status in order", "byte": bytes((byte,)), "note": _WHICH, **readings}


def _automatic(data: bytes) -> Fields:
    facts: Fields = {}
    for byte, names in zip(data, status.ASB_BITS, strict=False):
        facts |= _facts(byte, names)
    trouble = status.told(data).trouble
    return {
        "message": "automatic status",
        "bytes": data,
        **facts,
        "trouble": trouble.value if trouble else None,
        "reserved": data[3:],
    }


def _facts(byte: int, names: Mapping[str, int]) -> Fields:
    """Every bit by name; bits that contradict each other are unknown."""
    words = {Known.YES: True, Known.NO: False, Known.UNKNOWN: "unknown"}
    return {name: words[fact] for name, fact in status.bits(byte, names).items()}


def _ask_status(n: str) -> bytes:
    return wire.AskStatus(_number("n", n, range(1, 5))).encode()


def _ask_in_order(n: str = "1") -> bytes:
    return wire.AskInOrder(_number("n", n, range(1, 3))).encode()


def _asb(on: str) -> bytes:
    return wire.AutomaticStatus(_yes_or_no("on", on)).encode()


def _text(words: str, charset: str = "gb18030") -> bytes:
    """A row in the printer's own font, in Chinese mode."""
    if charset not in ("gb2312", "gbk", "gb18030"):
        raise ValueError("charset must be gb2312, gbk or gb18030")
    font = Charset("gb2312" if charset == "gb2312" else "gbk" if charset == "gbk" else "gb18030")
    return escpos.CHINESE_ON + font.encode(words) + escpos.LINE_FEED + escpos.CHINESE_OFF


def _align(to: str) -> bytes:
    if to.upper() not in Align.__members__:
        raise ValueError("to must be left, centre or right")
    return escpos.align(Align[to.upper()])


def _size(of: str = "normal") -> bytes:
    if of.upper() not in Size.__members__:
        raise ValueError("of must be normal or double")
    return escpos.size(Size[of.upper()])


def _bold(on: str) -> bytes:
    return escpos.bold(_yes_or_no("on", on))


def _feed(dots: str) -> bytes:
    return escpos.feed(_number("dots", dots, range(256)))


def _cut(after_dots: str = "0") -> bytes:
    return escpos.cut(_number("after_dots", after_dots, range(256)))


def _qr(content: str, module: str = "6") -> bytes:
    return escpos.qr(content.encode(), _number("module", module, _QR_MODULES))


def _barcode(content: str, module: str = "2", height: str = "80") -> bytes:
    return escpos.barcode(content, _number("module", module, range(2, 7)), _number("height", height, range(1, 256)))


def _raster(bytes_per_row: str, dots: str) -> bytes:
    """`dots` in hex."""
    return escpos.raster(_number("bytes_per_row", bytes_per_row, range(1, 0x10000)), bytes.fromhex(dots))


def _number(name: str, value: str, allowed: range) -> int:
    if not value.isdecimal() or int(value) not in allowed:
        raise ValueError(f"{name} must be a number from {allowed[0]} to {allowed[-1]}")
    return int(value)


def _yes_or_no(name: str, value: str) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(f"{name} must be yes or no")
    return value == "yes"


_ASKING: Mapping[str, Callable[..., bytes]] = {
    "ask_status": _ask_status,
    "ask_in_order": _ask_in_order,
    "asb": _asb,
    "clear": lambda: wire.Clear().encode(),
    "recover": lambda: wire.Recover().encode(),
}
_PRINTING: Mapping[str, Callable[..., bytes]] = {
    "initialise": lambda: escpos.INITIALISE,
    "chinese_on": lambda: escpos.CHINESE_ON,
    "chinese_off": lambda: escpos.CHINESE_OFF,
    "text": _text,
    "align": _align,
    "size": _size,
    "bold": _bold,
    "feed": _feed,
    "cut": _cut,
    "qr": _qr,
    "barcode": _barcode,
    "raster": _raster,
}

WIRE: tuple[WireDevice, ...] = (
    WireDevice(
        "printer",
        "ESC/POS receipt printer: what it answers, and what it is told",
        answers,
        {**_ASKING, **_PRINTING},
    ),
    WireDevice("printer_job", "ESC/POS print bytes: what they would put on paper", on_paper, _PRINTING),
)
