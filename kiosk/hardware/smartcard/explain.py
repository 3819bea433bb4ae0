"""The social security card's bytes as facts a person can read: ATR, records, responses, commands; for `kiosk wire`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.hardware.explain import Fields, Private, WireDevice, noise
from kiosk.hardware.smartcard import apdu, tlv
from kiosk.hardware.smartcard.atr import AtrForm, BadAtr, atr, length
from kiosk.hardware.smartcard.explain_records import describe, record_at

_TEMPLATE = 0x6F  # file control information, what SELECT answers
_LONGEST_ATR = 33  # ISO/IEC 7816-3
_INSTRUCTIONS = {
    0xA4: "select",
    0xB2: "read record",
    0xC0: "get response",
    0x84: "get challenge",
    0x82: "external authenticate",
    0x20: "verify pin",
    0x5E: "change pin",
    0xB0: "read binary",
    0xDE: "security module: choose a key and diversify it",
    0xFA: "security module: compute the cryptogram",
}
# ISO/IEC 7816, the card's own, and a PSAM's own (fact sheet 2.5); we send nothing to a PSAM, others do.
_CLASSES = (0x00, 0x80, 0xBF)
_ASK_ONLY = (0xB2, 0xC0, 0x84, 0xB0)  # these carry no data: the fifth byte is Le


def decode(data: bytes) -> Iterator[Fields]:
    """Anything a card says and is told, one after the other; what fits nothing is noise."""
    command = _command(data)
    if command is not None:
        yield command
        return
    told = list(_stream(data))
    if [fields["message"] for fields in told] == ["noise", "response"] and len(told[0]["hex"].value) + 2 == len(data):
        yield from decode_response(data)  # data that is no record, a challenge for instance, and its status word
    else:
        yield from told


def _stream(data: bytes) -> Iterator[Fields]:
    at = lost = 0
    while at < len(data):
        fields, size = _next(data, at)
        if not size:
            at += 1
            continue
        if lost < at:
            yield noise(data[lost:at])
        yield from fields
        at = lost = at + size
    if lost < at:
        yield noise(data[lost:at])


def decode_atr(data: bytes) -> Iterator[Fields]:
    """One answer to reset."""
    if not data:
        return
    try:
        yield _atr(data)
    except BadAtr as error:
        yield {**noise(data), "why": str(error)}


def decode_records(data: bytes) -> Iterator[Fields]:
    """Records of EF05 and EF06 one after the other."""
    at = lost = 0
    seen: dict[int, bytes] = {}
    while at < len(data):
        size = record_at(data, at)
        if not size:
            at += 1
            continue
        if lost < at:
            yield noise(data[lost:at])
        yield describe(data[at : at + size], seen)
        at = lost = at + size
    if lost < at:
        yield noise(data[lost:at])


def decode_response(data: bytes) -> Iterator[Fields]:
    """One answer of a card: data, if any, and its status word."""
    if not data:
        return
    try:
        answered = apdu.answer(data)
    except ValueError as error:
        yield {**noise(data), "why": str(error)}
    else:
        yield _response(answered)


def _next(data: bytes, at: int) -> tuple[list[Fields], int]:
    """What begins at a place, and how many bytes it has; none when nothing does."""
    size = _atr_at(data, at)
    if size:
        return [_atr(data[at : at + size])], size
    end = at
    while part := record_at(data, end) or _template_at(data, end):
        end += part
    status = data[end : end + 2]
    if len(status) == 2 and apdu.known(int.from_bytes(status, "big")):
        return [_response(apdu.answer(data[at : end + 2]))], end + 2 - at
    first = record_at(data, at)
    if first:
        return list(decode_records(data[at:end])), end - at
    size = _command_at(data, at)
    command = _command(data[at : at + size]) if size else None
    return ([command], size) if command is not None else ([], 0)


def _command_at(data: bytes, at: int) -> int:
    """How long the command at a place is; 0 when none is there. A 00 behind the data is its Le."""
    if at + 5 > len(data) or not _begins_command(data, at):
        return 0
    if data[at + 1] in _ASK_ONLY:
        return 5
    end = at + 5 + data[at + 4]
    asks = data[end : end + 1] == b"\0" and not _begins_command(data, end)
    return end + asks - at if data[at + 4] and end <= len(data) else 0


def _begins_command(data: bytes, at: int) -> bool:
    return data[at] in _CLASSES and at + 1 < len(data) and data[at + 1] in _INSTRUCTIONS


def _atr_at(data: bytes, at: int) -> int:
    """How long the ATR at a place is; 0 for none. After other bytes only a known form is believed."""
    try:
        size = length(data[at : at + _LONGEST_ATR])
        form = atr(data[at : at + size]).form
    except BadAtr:
        return 0
    return size if at == 0 or form is not AtrForm.OTHER else 0


def _template_at(data: bytes, at: int) -> int:
    size = data[at + 1] + 2 if at + 1 < len(data) and data[at] == _TEMPLATE and data[at + 1] < 0x80 else 0
    return size if at + size <= len(data) else 0


def _atr(data: bytes) -> Fields:
    told = atr(data)
    fields: Fields = {"message": "answer to reset", "form": told.form.value, "check_byte_right": told.check_ok}
    maker = told.maker
    if maker is None:
        return {**fields, "known_as_social_security_card": False, "historical_bytes": Private(told.historical)}
    return {
        **fields,
        "known_as_social_security_card": told.form is not AtrForm.OTHER,
        "chip_vendor": maker.vendor_name or None,
        "chip_vendor_number": f"{maker.vendor:04X}",
        "operating_system": maker.system,
        "card_maker": maker.maker_name or None,
        "card_maker_number": f"{maker.maker:04X}",
        "serial": Private(maker.serial),
        "historical_bytes": Private(told.historical),
    }


def _response(answered: apdu.Answer) -> Fields:
    fields: Fields = {"message": "response", "status": f"{answered.sw:04X}", "meaning": apdu.meaning(answered.sw)}
    if answered.attempts_left is not None:
        fields["attempts_left"] = answered.attempts_left
    if answered.more is not None:
        fields["bytes_to_fetch"] = answered.more or 256
    if answered.right_length is not None:
        fields["right_length"] = answered.right_length or 256
    if not answered.data:
        return fields
    names = _names(answered.data)
    if names is not None:
        return {**fields, "selected": names}
    parts = list(decode_records(answered.data))
    if all(part["message"] == "record" for part in parts):
        return {**fields, "records": parts}
    return {**fields, "bytes": len(answered.data), "data": Private(answered.data)}


def _names(data: bytes) -> list[str] | None:
    """The names of files and applications in control information; None when it is none."""
    try:
        found = tlv.elements(data)
        if [tag for tag, _ in found] != [_TEMPLATE]:
            return None
        return [_name(value) for tag, value in tlv.elements(found[0][1]) if tag in (0x84, 0x83)]
    except tlv.BadRecord:
        return None


def _name(value: bytes) -> str:
    """A name as people write it where it is text (GBK as in the standard), else in hex."""
    try:
        words = value.decode("gbk")
    except UnicodeDecodeError:
        return value.hex().upper()
    return words if words.isprintable() and len(value) > 2 else value.hex().upper()


def _command(data: bytes) -> Fields | None:
    """The whole of `data` as one command; None when it is none that we know."""
    if len(data) < 4 or data[0] not in _CLASSES or data[1] not in _INSTRUCTIONS:
        return None
    body = data[5:] if len(data) > 5 else b""
    count = data[4] if len(data) > 5 else 0
    if len(body) not in (count, count + 1):
        return None
    fields: Fields = {"message": "command", "command": _INSTRUCTIONS[data[1]], "header": data[:4]}
    if body:
        fields["data"] = Private(body[:count]) if apdu.private(data) else body[:count]
    expected = data[4:5] if len(data) == 5 else body[count:]
    return {**fields, "le": expected[0] if expected else None}


def _select_application(aid: str = apdu.SSSE_AID.hex().upper()) -> bytes:
    return apdu.SelectApplication(_hex("aid", aid, 5, 16)).encode()


def _select_file(file: str) -> bytes:
    return apdu.SelectFile(int.from_bytes(_hex("file", file, 2, 2), "big")).encode()


def _read_record(tag: str) -> bytes:
    return apdu.ReadRecord(_hex("tag", tag, 1, 1)[0]).encode()


def _get_challenge() -> bytes:
    return apdu.GetChallenge().encode()


def _external_authenticate(cryptogram: str, factor: str, key: str = f"{apdu.HOLDER_KEY:02X}") -> bytes:
    proof = _hex("cryptogram", cryptogram, 8, 8), _hex("factor", factor, 8, 8)
    return apdu.ExternalAuthenticate(*proof, key=_hex("key", key, 1, 1)[0]).encode()


def _verify_pin(pin: str) -> bytes:
    return bytes(apdu.VerifyPin(_digits("pin", pin)).encode())


def _change_pin(old: str, new: str) -> bytes:
    return bytes(apdu.ChangePin(_digits("old", old), _digits("new", new)).encode())


def _get_response(length: str = "00") -> bytes:
    return apdu.GetResponse(_hex("length", length, 1, 1)[0]).encode()


def _hex(name: str, text: str, least: int, most: int) -> bytes:
    span = f"{least}" if least == most else f"{least} to {most}"
    try:
        data = bytes.fromhex(text)
    except ValueError:
        data = b""
    if not least <= len(data) <= most:
        raise ValueError(f"{name}: {span} bytes in hex were expected")
    return data


def _digits(name: str, text: str) -> bytearray:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{name}: digits were expected")
    return bytearray(text, "ascii")


_COMMANDS: dict[str, Callable[..., bytes]] = {
    "select_application": _select_application,
    "select_file": _select_file,
    "read_record": _read_record,
    "get_challenge": _get_challenge,
    "external_authenticate": _external_authenticate,
    "verify_pin": _verify_pin,
    "change_pin": _change_pin,
    "get_response": _get_response,
}

WIRE: tuple[WireDevice, ...] = (
    WireDevice("ssc", "social security card: ATR, records, responses, commands", decode, _COMMANDS),
    WireDevice("ssc_atr", "its answer to reset, alone", decode_atr, {}),
    WireDevice("ssc_record", "records of EF05 and EF06, without status words", decode_records, {}),
    WireDevice("ssc_response", "one answer: data, if any, and its status word", decode_response, {}),
)
