"""What scanners and their hosts say to each other, for people: `kiosk wire decode scanner_newland` and its sisters.

The terminator is not asked for: it is CR LF, CR or LF, whichever of them stands in the bytes, tried in this order.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from kiosk.domain.personal import ScannedCode
from kiosk.hardware.code_scanner.families import FAMILIES, Message
from kiosk.hardware.code_scanner.gm65 import wire as gm65
from kiosk.hardware.code_scanner.newland import wire as newland
from kiosk.hardware.code_scanner.wire import Code
from kiosk.hardware.explain import Fields, WireDevice, stream_fields

# Where a frame of the host's begins and ends in some bytes, and what it says.
_Said: TypeAlias = tuple[int, int, Fields]

_NEWLAND = re.compile(rb"~\x010000([@#])([ -~]{1,64}?);\x03")
_NEWLAND_NAMES = {newland.Trigger.setting: "trigger", newland.Stop.setting: "stop"}
_HONEYWELL = re.compile(rb"\x16([TU])\r")
_GM65_START, _GM65_KINDS = re.compile(rb"~\x00[\x07-\x09]"), {7: "read", 8: "write", 9: "save to flash"}
_GM65_HEAD, _NO_CRC = 6, bytes.fromhex("ABCD")


def _decoder(family: str, said_in: Callable[[bytes], Iterator[_Said]]) -> Callable[[bytes], Iterator[Fields]]:
    def decode(data: bytes) -> Iterator[Fields]:
        terminator = next((end for end in (b"\r\n", b"\r", b"\n") if end in data), b"\r")
        at = 0
        for start, end, fields in said_in(data):
            yield from stream_fields(FAMILIES[family].decoder(terminator), data[at:start], _fields)
            yield fields
            at = end
        yield from stream_fields(FAMILIES[family].decoder(terminator), data[at:], _fields)

    return decode


def _fields(message: Message) -> Fields:
    if isinstance(message, Code):
        return {"message": "code", "characters": len(message.text), "code": ScannedCode(message.text)}
    if isinstance(message, gm65.Reply):
        return {"message": "reply", "kind": message.kind, "meaning": message.meaning, "data": message.data}
    kept = {"setting": message.setting, "kept": "in flash" if message.stored else "until it loses power"}
    return {"message": "reply", **kept, "status": f"{message.status:02X}", "meaning": message.meaning}


def _newland_said(data: bytes) -> Iterator[_Said]:
    for match in _NEWLAND.finditer(data):
        setting = match[2].decode("ascii")
        kept = "in flash" if match[1] == b"@" else "until it loses power"
        name = _NEWLAND_NAMES.get(setting, "setting")
        yield match.start(), match.end(), {"message": "command", "command": name, "setting": setting, "kept": kept}


def _honeywell_said(data: bytes) -> Iterator[_Said]:
    for match in _HONEYWELL.finditer(data):
        name = "trigger" if match[1] == b"T" else "stop"
        yield match.start(), match.end(), {"message": "command", "command": name}


def _gm65_said(data: bytes) -> Iterator[_Said]:
    at = 0
    while match := _GM65_START.search(data, at):
        start, at = match.start(), match.start() + 1
        end = start + _GM65_HEAD + (data[start + 3] if len(data) > start + 3 else len(data))
        body, crc = data[start + 2 : end], data[end : end + 2]
        if crc in (_NO_CRC, binascii.crc_hqx(body, 0).to_bytes(2, "big")):
            at = end + 2
            zone = {"zone": body[2:4], "argument": body[4:], "crc": "skipped" if crc == _NO_CRC else "right"}
            yield start, at, {"message": "command", "command": _GM65_KINDS[body[0]], **zone}


def _wire_device(family: str, says: str, said_in: Callable[[bytes], Iterator[_Said]]) -> WireDevice:
    known = FAMILIES[family]
    commands = {"trigger": known.trigger.encode, "stop": known.stop.encode}
    if known.fence is not None:
        commands["ask-speed"] = known.fence.encode
    return WireDevice(f"scanner_{family}", says, _decoder(family, said_in), commands)


WIRE: tuple[WireDevice, ...] = (
    _wire_device("newland", "code scanner, Newland's unified commands", _newland_said),
    _wire_device("honeywell", "code scanner, Honeywell's SYN commands", _honeywell_said),
    _wire_device("gm65", "code scanner, GM65 and EM3095", _gm65_said),
)
