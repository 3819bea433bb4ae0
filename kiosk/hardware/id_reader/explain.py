"""SAM_V for people: commands and replies in one stream, a document's every field, commands to build."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from datetime import date

from kiosk.domain.nations import Nation
from kiosk.domain.personal import Personal
from kiosk.hardware.explain import Fields, Private, WireDevice, searched_fields
from kiosk.hardware.id_reader import commands
from kiosk.hardware.id_reader.commands import Command, SetRadioBytes, SetRate
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.photo import size_of
from kiosk.hardware.id_reader.records import edition_of
from kiosk.hardware.id_reader.text import newest
from kiosk.hardware.id_reader.wire import SHORTEST_COMMAND, Frames, Reading, SamReply

_PLAIN: dict[str, type[Command]] = {
    "reset": commands.ResetSam,
    "status": commands.SamStatus,
    "sam-id": commands.SamId,
    "find": commands.FindCard,
    "select": commands.SelectCard,
    "read": commands.ReadText,
    "read-fingerprint": commands.ReadTextAndFingerprint,
    "newest-address": commands.ReadNewestAddress,
    "chip-number": commands.ReadChipNumber,
}
_BY_CODE = {command.code: name for name, command in _PLAIN.items()}
_COMMAND_BODY = SHORTEST_COMMAND - 1  # CMD and PARA, without the checksum


def decode(data: bytes) -> Iterator[Fields]:
    """Every frame of either side, in order. What is about a person is personal."""
    return searched_fields(Frames(SHORTEST_COMMAND, bytes), data, describe)


def describe(body: bytes) -> Fields:
    """What one frame says.

    A body of two bytes can only be a command, one that begins with 61 FF is taken for one; all else is a reply.
    """
    if body[:2] == SetRadioBytes.code and len(body) == _COMMAND_BODY + 1:
        return _command("set-radio-bytes", body, SetRadioBytes.sure, most=body[2])
    if len(body) > _COMMAND_BODY:
        return _reply(SamReply.of(body))
    if body[:1] == SetRate.code:
        rate = SetRate.of(body[1])
        return _command("set-rate", body, SetRate.sure, baud=None if rate is None else rate.baud)
    name = _BY_CODE.get(body)
    return _command(name or "unknown", body, _PLAIN[name].sure if name else None)


def _command(name: str, body: bytes, sure: str | None, **parameters: object) -> Fields:
    return {"message": "command", "command": name, "code": body, "sure": sure, **parameters}


def _reply(reply: SamReply) -> Fields:
    fields: Fields = {
        "message": "reply",
        "status": f"{reply.sw3:02X}",
        "means": reply.meaning,
        "card_status": f"{reply.sw1:02X}{reply.sw2:02X}",
    }
    if reply.reading is not None:
        return fields | _reading(reply.reading)
    if reply.newest_address is not None:
        return fields | {"newest_address": _address(reply.newest_address)}
    if reply.sam_id is not None:
        return fields | {"sam_id": reply.sam_id}
    if not reply.data:
        return fields
    # After a find or a select: zeros in every capture. Anything else may tell one chip from another.
    return fields | {"data": Private(reply.data) if any(reply.data) else reply.data}


def _reading(reading: Reading) -> Fields:
    size = size_of(reading.photo)
    fields: Fields = {
        "document": _document(reading.text),
        "photo": {
            "bytes": len(reading.photo),
            "width": size[0] if size else None,
            "height": size[1] if size else None,
        },
    }
    if reading.fingerprint is not None:
        fields["fingerprint"] = len(reading.fingerprint)
    return fields


def _document(text: bytes) -> Fields:
    """All fields that can be read; `illegible` names the others and the rule each breaks, `text` is there instead
    of fields when not even the kind of document is known."""
    try:
        edition = edition_of(text)
    except DocumentUnreadable as error:
        return {"edition": None, "illegible": [error.fact], "text": Private(text)}
    found, broken = edition.legible(text)
    fields: Fields = {"edition": edition.edition, "kind": edition.kind.value}
    fields |= {name: _value(value) for name, value in found.items()}
    return fields | ({"illegible": [error.fact for error in broken.values()]} if broken else {})


def _value(value: object) -> object:
    """A field's value as `kiosk.hardware.explain.plain` takes it; whatever is not personal by its type is made so."""
    if isinstance(value, Nation):
        return Private({"code": value.code, "name": value.name})
    if isinstance(value, enum.Enum):
        return Private(value.name.lower())
    return value if value is None or isinstance(value, Personal | date) else Private(value)


def _address(units: bytes) -> object:
    try:
        return newest(units)
    except DocumentUnreadable as error:
        return {"illegible": error.fact, "text": Private(units)}


def _set_rate(*, baud: str) -> bytes:
    return SetRate(_whole("baud", baud)).encode()


def _set_radio_bytes(*, most: str) -> bytes:
    return SetRadioBytes(_whole("most", most)).encode()


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{name}: a whole number")
    return int(text)


def _builders() -> dict[str, Callable[..., bytes]]:
    def built(command: type[Command]) -> Callable[[], bytes]:
        return lambda: command().encode()

    plain = {name: built(command) for name, command in _PLAIN.items()}
    return {**plain, "set-rate": _set_rate, "set-radio-bytes": _set_radio_bytes}


WIRE: tuple[WireDevice, ...] = (
    WireDevice("id_reader", "resident-ID reader, SAM_V: commands and replies", decode, _builders()),
)
