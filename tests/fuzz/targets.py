"""What is fuzzed: every decoder by name, each with what must hold on any bytes whatever; see tools/fuzz.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from kiosk.diagnostics.protocols import DEVICES
from kiosk.hardware.cabinet.modbus import ModbusDecoder
from kiosk.hardware.code_scanner.families import FAMILIES
from kiosk.hardware.explain import WireDevice, plain
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.text import parse
from kiosk.hardware.id_reader.wire import SamDecoder
from kiosk.hardware.motor_reader.wire import MotorDecoder
from kiosk.hardware.pin_pad.kmy.wire import Form, KmyDecoder
from kiosk.hardware.pin_pad.zt.wire import ZtDecoder
from kiosk.hardware.receipt_printer.reading.wire import PrintDecoder
from kiosk.hardware.receipt_printer.wire import StatusDecoder
from kiosk.hardware.smartcard import apdu, tlv
from kiosk.hardware.smartcard.atr import BadAtr, atr
from kiosk.hardware.ups.wire import Q1Decoder

_SENTENCE = 200  # characters; an error that is longer quotes what it was given
_CUT_UP = 32  # bytes; a longer input is fed whole only, for the time it takes

Target = Callable[[bytes], None]


class _Decoder(Protocol):
    noise: int

    def feed(self, data: bytes, /) -> Sequence[Any]: ...

    def drop(self) -> None: ...


def _decoder(make: Callable[[], _Decoder], good: str) -> Target:
    """Nothing is raised; how the bytes are cut up changes nothing; and a good frame is understood after any rubbish."""
    frame = bytes.fromhex(good)
    understood = list(make().feed(frame))
    assert understood, "the good frame is not good"

    def target(data: bytes) -> None:
        whole = make()
        messages = list(whole.feed(data))
        whole.drop()
        assert whole.noise <= len(data)
        if len(data) <= _CUT_UP:
            pieces = make()
            middle = len(data) // 2
            assert [*pieces.feed(data[:middle]), *pieces.feed(data[middle:])] == messages
            pieces.drop()
            assert pieces.noise == whole.noise
        assert list(whole.feed(frame))[-len(understood) :] == understood

    return target


def _parser(parse_it: Callable[[bytes], object], *declared: type[Exception]) -> Target:
    """Only the errors it declares are raised, and they quote nothing of the input."""

    def target(data: bytes) -> None:
        said = ""
        try:
            parse_it(data)
        except declared as error:
            said = str(error)
        assert len(said) < _SENTENCE

    return target


def _explained(device: WireDevice) -> Target:
    """`kiosk wire decode` has something to say to any bytes, and JSON can hold it."""

    def target(data: bytes) -> None:
        for fields in device.decode(data):
            assert next(iter(fields)) == "message"
            json.dumps(plain(fields, show=False))

    return target


TARGETS: Mapping[str, Target] = {
    "id_reader": _decoder(SamDecoder, "AAAAAA9669 0008 00009F 00000000 97"),
    "id_reader_text": _parser(parse, DocumentUnreadable),
    "motor_reader": _decoder(MotorDecoder, "02 0005 31304E4E4E 03 4B"),
    "printer_job": _decoder(PrintDecoder, "1B40"),
    "pin_pad_zt": _decoder(ZtDecoder, "02 303031 60 03 3532"),
    "pin_pad_kmy_split": _decoder(lambda: KmyDecoder([Form.SPLIT]), "02 3031 3034 3035 03"),
    "pin_pad_kmy_binary": _decoder(lambda: KmyDecoder([Form.BINARY]), "02 01 04 05"),
    "pin_pad_kmy": _decoder(KmyDecoder, "02 01 04 05"),
    "scanner_newland": _decoder(lambda: FAMILIES["newland"].decoder(b"\r"), "0201 30303030 40 53434E54524731 06 3B03"),
    "scanner_honeywell": _decoder(lambda: FAMILIES["honeywell"].decoder(b"\r"), "54304330444531 0D"),
    "scanner_gm65": _decoder(lambda: FAMILIES["gm65"].decoder(b"\r\n"), "02000001003331"),
    "modbus": _decoder(ModbusDecoder, "01 05 0001 FF00 DDFA"),
    "ups": _decoder(Q1Decoder, b"(220.0 220.0 220.0 025 50.0 2.27 25.0 00001001\r".hex()),
    "printer_status": _decoder(StatusDecoder, "12"),
    "ssc_answer": _parser(apdu.answer, ValueError),
    "ssc_atr": _parser(atr, BadAtr),
    "ssc_elements": _parser(tlv.elements, tlv.BadRecord),
    "ssc_record": _parser(lambda data: tlv.value(data, 0x07), tlv.BadRecord),
    "ssc_day": _parser(tlv.day, tlv.BadRecord),
    **{f"wire_{device.name}": _explained(device) for device in DEVICES},
}
