"""Commands, replies and key presses of a KMY3501 in words, both ways, for `kiosk wire`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kiosk.hardware.explain import Fields, Private, searched_fields
from kiosk.hardware.pin_pad.asked import number, one_of, pressed
from kiosk.hardware.pin_pad.kmy.commands import (
    BeginPin,
    FetchBlock,
    Keys,
    SetKeys,
    UseCard,
    UseKey,
    UseTripleDes,
    Version,
)
from kiosk.hardware.pin_pad.kmy.pad import key as key_of
from kiosk.hardware.pin_pad.kmy.wire import Form, KmyDecoder, KmyKey, KmyReply, Message

# CMD (fact sheet 5.2). Other hosts may say what the kiosk never does.
_COMMANDS = {
    0x30: "version",
    0x31: "reset",
    0x32: "load master key",
    0x33: "load work key",
    0x34: "card number",
    0x35: "begin PIN",
    0x36: "encrypt",
    0x37: "decrypt",
    0x38: "serial number",
    0x41: "MAC",
    0x42: "fetch PIN block",
    0x43: "choose keys",
    0x45: "keys",
    0x46: "mode",
}
_KEYS = {1: "off", 2: "on", 3: "on, silent", 4: "other"}
_RESET_AND_ERASE = b"\x38"
_BLOCK = 8


def decode(data: bytes) -> Iterator[Fields]:
    """Every command, reply, key press and run of noise, in order, in either form of frame."""
    return searched_fields(KmyDecoder(), data, _fields)


def _fields(message: Message) -> Fields:
    if isinstance(message, KmyKey):
        return pressed(key_of(message))
    if not isinstance(message, KmyReply):
        return {"message": "end of a binary reply"}
    if message.status in _COMMANDS:
        return _command(message.status, message.data)
    fields: Fields = {"message": "reply", "status": f"{message.status:02X}", "meaning": message.meaning}
    if not message.data:
        return fields
    return {**fields, "block" if len(message.data) == _BLOCK else "data": Private(message.data)}


def _command(code: int, data: bytes) -> Fields:
    fields: Fields = {"message": "command", "command": _COMMANDS[code]}
    if code == 0x31 and data == _RESET_AND_ERASE:
        return {**fields, "erases": "all keys"}
    if code == 0x34 and data.isdigit():
        return {**fields, "card": Private(data.decode("ascii"))}
    if code == 0x35 and len(data) == 5:
        return {**fields, "length": data[0], "seconds": data[4], "display, add, prompt": data[1:4]}
    if code == 0x43 and len(data) == 2:
        return {**fields, "master": data[0], "work": data[1]}
    if code == 0x45 and len(data) == 1:
        return {**fields, "keys": _KEYS.get(data[0], "unknown")}
    if code == 0x46:
        return {**fields, "mode": data}
    return {**fields, "data": Private(data)} if data else fields


def _form(name: str) -> Form:
    return Form(one_of("form", name, tuple(form.value for form in Form)))


def _keys(keys: Keys) -> Callable[..., bytes]:
    def encode(form: str = "split") -> bytes:
        return SetKeys(_form(form), keys).encode()

    return encode


def _version(form: str = "split") -> bytes:
    return Version(_form(form)).encode()


def _triple_des(form: str = "split") -> bytes:
    return UseTripleDes(_form(form)).encode()


def _use_key(work: str, master: str = "00", form: str = "split") -> bytes:
    return UseKey(_form(form), number("master", master, 16), number("work", work, 16)).encode()


def _use_card(pan12: str, form: str = "split") -> bytes:
    return UseCard(_form(form), pan12).encode()


def _begin_pin(length: str = "6", seconds: str = "30", form: str = "split") -> bytes:
    return BeginPin(_form(form), number("length", length), number("seconds", seconds)).encode()


def _fetch_block(form: str = "split") -> bytes:
    return FetchBlock(_form(form)).encode()


COMMANDS: Mapping[str, Callable[..., bytes]] = {
    "version": _version,
    **{f"keys-{keys.name.lower()}": _keys(keys) for keys in Keys},
    "triple-des": _triple_des,
    "use-key": _use_key,
    "use-card": _use_card,
    "begin-pin": _begin_pin,
    "fetch-block": _fetch_block,
}
