"""Texts, replies and key presses of a ZT588 or ZT598 in words, both ways, for `kiosk wire`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kiosk.hardware.explain import Fields, Private, stream_fields
from kiosk.hardware.pin_pad.asked import number, one_of, pressed
from kiosk.hardware.pin_pad.zt.commands import (
    BeginPin,
    BeginSealedPin,
    Control,
    FetchBlock,
    Information,
    Limit,
    LoadKeyTable,
    Mask,
    PinFormat,
    SealBlock,
    SealSm4Block,
    SetLimit,
    Switch,
)
from kiosk.hardware.pin_pad.zt.pad import key as key_of
from kiosk.hardware.pin_pad.zt.status import meaning
from kiosk.hardware.pin_pad.zt.wire import ZtDecoder, ZtKey, ZtReply

# A text by what it begins with, longest first (fact sheet 5.1). Other hosts may say what the kiosk never does.
_TEXTS = {
    "5030": "restart",
    "5031": "erase all keys",
    "5032": "input off",
    "5033": "plain keys on",
    "5034": "beep off",
    "5035": "beep on",
    "52": "time limit",
    "53": "mask character",
    "54": "shortest PIN",
    "55": "longest PIN",
    "56": "line settings",
    "58": "beep time",
    "1": "load key in clear",
    "2": "load or erase key",
    "3": "information",
    "4": "load key table",
    "5": "control",
    "6": "begin PIN",
    "7": "fetch PIN block",
    "8": "MAC",
    "9": "encrypt or decrypt",
    ":": "authentication",
    "I": "id",
    "N": "install status",
}
# The one command whose first character could also be the status of a good answer.
_SM4_BLOCK = re.compile(rb"o([0-9A-F]{2})0(\d{12})")
_SEALED = re.compile(rb"[67]([0-9A-F]{2})([ !\"#0@])(?:\d(\d\d))?(\d{12})")
_FORMATS = {"iso-0": PinFormat.ISO_0, "iso-1": PinFormat.ISO_1, "iso-2": PinFormat.ISO_2, "iso-3": PinFormat.ISO_3}
_FORMATS |= {"ibm-3624": PinFormat.IBM_3624, "ascii": PinFormat.ASCII}
_FORMAT_NAMES = {form.value.encode("ascii"): name for name, form in _FORMATS.items()}


def decode(data: bytes) -> Iterator[Fields]:
    """Every text, reply, key press and run of noise, in order.

    Texts and replies look alike: what begins with a character that no status is, is a text.
    """
    return stream_fields(ZtDecoder(), data, _fields)


def _fields(message: ZtReply | ZtKey) -> Fields:
    if isinstance(message, ZtKey):
        return pressed(key_of(message))
    text = bytes([message.status]) + message.data
    if message.status < 0x60 or _SM4_BLOCK.fullmatch(text):
        return _command(text)
    fields: Fields = {"message": "reply", "status": f"{message.status:02X}"}
    fields["meaning"] = "done" if message.done else meaning(message.status)
    if message.block is not None:
        digits, block = message.block
        return {**fields, "digits": digits, "block": Private(block)}
    if message.model is not None:
        return {**fields, "model": message.model}
    return {**fields, "data": Private(message.data)} if message.data else fields


def _command(text: bytes) -> Fields:
    if block := _SM4_BLOCK.fullmatch(text):
        card = {"key": block[1].decode("ascii"), "card": Private(block[2].decode("ascii"))}
        return {"message": "command", "command": "fetch SM4 PIN block", **card}
    begins = next((start for start in _TEXTS if text.startswith(start.encode("ascii"))), None)
    fields: Fields = {"message": "command", "command": "unknown" if begins is None else _TEXTS[begins]}
    if sealed := _SEALED.fullmatch(text):
        fields |= {"key": sealed[1].decode("ascii"), "format": _FORMAT_NAMES[sealed[2]]}
        fields |= {"length": int(sealed[3])} if sealed[3] else {}
        return {**fields, "card": Private(sealed[4].decode("ascii"))}
    rest = text[len(begins or "") :]
    if begins is not None and begins[0] == "5" and len(begins) == 2:
        return {**fields, "value": rest.decode("ascii", "replace")}
    return {**fields, "data": Private(rest)} if rest else fields


def _begin_pin(clear: str = "all") -> bytes:
    return BeginPin(one_of("clear", clear, ("all", "one")) == "all").encode()


def _begin_sealed_pin(key: str, pan12: str, pin_format: str = "iso-0", length: str = "6") -> bytes:
    return BeginSealedPin(number("key", key, 16), _format(pin_format), number("length", length), pan12).encode()


def _seal_block(key: str, pan12: str, pin_format: str = "iso-0") -> bytes:
    return SealBlock(number("key", key, 16), _format(pin_format), pan12).encode()


def _seal_sm4_block(key: str, pan12: str) -> bytes:
    return SealSm4Block(number("key", key, 16), pan12).encode()


def _format(name: str) -> PinFormat:
    return _FORMATS[one_of("pin_format", name, tuple(_FORMATS))]


def _limit(limit: Limit) -> Callable[..., bytes]:
    return lambda value: SetLimit(limit, number("value", value)).encode()


COMMANDS: Mapping[str, Callable[..., bytes]] = {
    "information": Information().encode,
    "key-table": LoadKeyTable().encode,
    **{switch.name.lower().replace("_", "-"): Control(switch).encode for switch in Switch},
    "mask": Mask().encode,
    **{limit.name.lower(): _limit(limit) for limit in Limit},
    "begin-pin": _begin_pin,
    "begin-sealed-pin": _begin_sealed_pin,
    "fetch-block": FetchBlock().encode,
    "seal-block": _seal_block,
    "seal-sm4-block": _seal_sm4_block,
}
