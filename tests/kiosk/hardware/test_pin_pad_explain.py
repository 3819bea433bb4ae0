"""PIN pad bytes in words: every vector both ways, digits and blocks masked, and nothing said that is not in the set."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.explain import plain
from kiosk.hardware.pin_pad.explain import WIRE
from kiosk.hardware.pin_pad.kmy.wire import Form, KmyDecoder, KmyReply
from kiosk.hardware.pin_pad.zt.wire import ZtDecoder, ZtReply
from tests.pin_pad_vectors import FORMS, KMY_COMMANDS, KMY_REPLIES, ZT_REPLIES, information, kmy, zt

ZT, KMY = WIRE
PAN = "900001234567"


def told(device: Any, data: bytes, *, show: bool = False) -> list[Any]:
    """What `kiosk wire decode` prints."""
    return [json.loads(json.dumps(plain(fields, show=show))) for fields in device.decode(data)]


def test_their_names() -> None:
    assert [device.name for device in WIRE] == ["pin_pad_zt", "pin_pad_kmy"]


@pytest.mark.parametrize("vector", ZT_REPLIES.values(), ids=ZT_REPLIES.keys())
def test_every_reply_of_a_zt(vector: dict[str, Any]) -> None:
    (fields,) = told(ZT, bytes.fromhex(vector["hex"]))
    assert (fields["message"], fields["status"]) == ("reply", f"{vector['status']:02X}")
    assert fields["meaning"] == ("done" if vector["done"] else vector["meaning"])
    assert fields.get("digits") == vector.get("digits")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("information", {"command": "information"}),
        ("input off", {"command": "input off"}),
        ("plain keys on", {"command": "plain keys on"}),
        ("time limit 30 s", {"command": "time limit", "value": "1E"}),
        ("begin PIN, clear takes all", {"command": "begin PIN", "data": b"00012".hex()}),
        ("begin sealed PIN", {"command": "begin PIN", "key": "40", "format": "iso-0", "length": 6, "card": PAN}),
        ("fetch block", {"command": "fetch PIN block"}),
        ("seal ISO-3 block", {"command": "fetch PIN block", "key": "40", "format": "iso-3", "card": PAN}),
        ("seal SM4 block", {"command": "fetch SM4 PIN block", "key": "41", "card": PAN}),
    ],
)
def test_texts_to_a_zt(name: str, expected: dict[str, object]) -> None:
    assert told(ZT, zt(name), show=True) == [{"message": "command", **expected}]
    assert PAN not in json.dumps(told(ZT, zt(name)))


def test_what_others_may_say_to_a_zt_is_named_too() -> None:
    assert told(ZT, bytes.fromhex("02 30 30 34 35 30 33 31 03 33 30"))[0]["command"] == "erase all keys"


def test_a_stream_of_a_zt_in_order() -> None:
    data = b"5\x00" + information() + b"*\r\x80" + zt("block of six digits") + zt("done")[:4]
    assert told(ZT, data) == [
        {"message": "key", "key": "digit", "digit": "<hidden>"},
        {"message": "noise", "bytes": 1, "hex": "<1 byte hidden>"},
        {"message": "reply", "status": "60", "meaning": "done", "model": "ZT598B V10 V12"},
        {"message": "key", "key": "masked"},
        {"message": "key", "key": "enter"},
        {"message": "key", "key": "timed-out"},
        {"message": "reply", "status": "60", "meaning": "done", "digits": 6, "block": "<8 bytes hidden>"},
        {"message": "noise", "bytes": 4, "hex": "<4 bytes hidden>"},
    ]
    assert told(ZT, data, show=True)[0]["digit"] == "5"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*KMY_COMMANDS, *KMY_REPLIES])
def test_every_frame_of_a_kmy(name: str, form: str) -> None:
    (fields,) = told(KMY, kmy(name, form))
    assert fields["message"] == ("command" if name in KMY_COMMANDS else "reply")
    if name in KMY_REPLIES:
        assert fields["meaning"] == KMY_REPLIES[name]["meaning"]
    shown = json.dumps(told(KMY, kmy(name, form), show=True))
    assert (PAN in shown) is (name == "card")
    assert PAN not in json.dumps(fields)


def test_a_stream_of_a_kmy_in_order() -> None:
    data = b"5*\x00" + kmy("done", "binary") + b"\x03\xff" + kmy("block", "split") + b"\x1b"
    assert told(KMY, data, show=True) == [
        {"message": "key", "key": "digit", "digit": "5"},
        {"message": "key", "key": "masked"},
        {"message": "key", "key": "timed-out"},
        {"message": "reply", "status": "04", "meaning": "done"},
        {"message": "end of a binary reply"},
        {"message": "noise", "bytes": 1, "hex": "FF"},
        {"message": "reply", "status": "04", "meaning": "done", "block": "0123456789ABCDEF"},
        {"message": "key", "key": "cancel"},
    ]
    erase = bytes.fromhex("02 02 31 38 0B")
    assert told(KMY, erase) == [{"message": "command", "command": "reset", "erases": "all keys"}]


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_of_a_kmy_that_was_cut_off_hides_none_that_follows(form: str) -> None:
    cut_off = kmy("block", form)[:-2]
    messages = told(KMY, cut_off + kmy("done", form) + b"\xff" + kmy("done", form), show=True)
    done = {"message": "reply", "status": "04", "meaning": "done"}
    noise = [{"message": "noise", "bytes": len(part), "hex": part.hex().upper()} for part in (cut_off, b"\xff")]
    assert messages == [noise[0], done, noise[1], done]


ENCODED = [
    ("information", {}, "information"),
    ("key-table", {}, "key table"),
    ("input-off", {}, "input off"),
    ("plain-keys-on", {}, "plain keys on"),
    ("beep-on", {}, "beep on"),
    ("mask", {}, "mask character"),
    ("seconds", {"value": "30"}, "time limit 30 s"),
    ("shortest", {"value": "6"}, "at least 6 digits"),
    ("longest", {"value": "12"}, "at most 12 digits"),
    ("begin-pin", {"clear": "one"}, "begin PIN, clear takes one"),
    ("begin-sealed-pin", {"key": "40", "pan12": PAN}, "begin sealed PIN"),
    ("fetch-block", {}, "fetch block"),
    ("seal-block", {"key": "40", "pan12": PAN, "pin_format": "iso-3"}, "seal ISO-3 block"),
    ("seal-sm4-block", {"key": "41", "pan12": PAN}, "seal SM4 block"),
]
KMY_ENCODED = [
    ("version", {}, "version"),
    ("keys-off", {}, "keys off"),
    ("keys-silent", {}, "keys on, silent"),
    ("triple-des", {}, "3DES"),
    ("use-key", {"work": "01"}, "key 00 01"),
    ("use-card", {"pan12": PAN}, "card"),
    ("begin-pin", {}, "begin PIN"),
    ("fetch-block", {}, "fetch block"),
]


@pytest.mark.parametrize(("command", "values", "name"), ENCODED)
def test_commands_to_a_zt_can_be_made(command: str, values: dict[str, str], name: str) -> None:
    assert ZT.commands[command](**values) == zt(name)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("command", "values", "name"), KMY_ENCODED)
def test_commands_to_a_kmy_can_be_made(command: str, values: dict[str, str], name: str, form: str) -> None:
    assert KMY.commands[command](**values, form=form) == kmy(name, form)


@pytest.mark.parametrize(
    ("device", "command", "values", "sentence"),
    [
        (ZT, "seconds", {"value": "many"}, "value must be a number from 0 to 255"),
        (ZT, "shortest", {"value": "13"}, "shortest must be from 1 to 12"),
        (ZT, "seal-block", {"key": "4G", "pan12": PAN}, "key must be a hex number from 0 to FF"),
        (ZT, "seal-block", {"key": "40", "pan12": "271828"}, "pan12 must be twelve digits"),
        (ZT, "seal-block", {"key": "40", "pan12": PAN, "pin_format": "iso-9"}, "pin_format must be one of"),
        (ZT, "begin-pin", {"clear": "some"}, "clear must be one of all, one"),
        (KMY, "version", {"form": "round"}, "form must be one of binary, split"),
        (KMY, "use-key", {"work": "10"}, "from 0 to 15"),
        (KMY, "begin-pin", {"length": "0"}, "length must be from 1 to 12"),
    ],
)
def test_what_will_not_do_is_said_in_a_sentence(
    device: Any, command: str, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence) as caught:
        device.commands[command](**values)
    assert "271828" not in str(caught.value)


CONTROLS = (b"5032", b"5033", b"5034", b"5035", b"52", b"53", b"54", b"55")
words = st.sampled_from(
    ["", "0", "1", "30", "31", "5031", "3138", "40", "FF", PAN, "all", "one", "iso-0", "ascii", "split", "binary", "00"]
) | st.text("0123456789ABCDEFisoz- ", max_size=14)


@settings(max_examples=150)
@given(st.sampled_from([(device, name) for device in WIRE for name in device.commands]), st.data())
def test_no_word_makes_a_command_that_is_not_in_the_set(which: tuple[Any, str], data: st.DataObject) -> None:
    device, name = which
    build = device.commands[name]
    values = {parameter: data.draw(words) for parameter in inspect.signature(build).parameters}
    try:
        made = build(**values)
    except ValueError:
        return
    if device is ZT:
        (text,) = (bytes([one.status]) + one.data for one in ZtDecoder().feed(made) if isinstance(one, ZtReply))
        assert text.startswith((b"3", b"4", b"6", b"7", b"o", *CONTROLS))
    else:
        frames = [one for form in Form for one in KmyDecoder([form]).feed(made) if isinstance(one, KmyReply)]
        assert [one.status in (0x30, 0x34, 0x35, 0x42, 0x43, 0x45, 0x46) for one in frames] == [True]


@settings(max_examples=60)
@given(st.binary(max_size=80), st.sampled_from(WIRE), st.booleans())
def test_any_bytes_can_be_told(data: bytes, device: Any, show: bool) -> None:
    for fields in told(device, data, show=show):
        assert next(iter(fields)) == "message"
