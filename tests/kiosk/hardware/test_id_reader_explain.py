"""What `kiosk wire` says of SAM_V: whole replies of every document, masked and shown; noise; commands to build."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.explain import plain
from kiosk.hardware.id_reader.explain import WIRE, decode
from tests.id_reader_vectors import (
    COMMANDS,
    FINGERPRINTS,
    REPLIES,
    TEXTS,
    VECTORS,
    address_frame,
    block,
    fingerprint_frame,
    read_frame,
    sealed,
)

[DEVICE] = WIRE
MAINLAND = block(TEXTS["mainland, name beyond the BMP"])


def told(data: bytes, *, show: bool = True) -> list[Any]:
    """What is said of a byte stream, as it comes out of the command."""
    return [json.loads(json.dumps(plain(fields, show=show))) for fields in decode(data)]


def golden(name: str) -> bytes:
    """A reply's golden bytes."""
    return bytes.fromhex(REPLIES[name]["hex"])


def expected(record: dict[str, Any]) -> dict[str, Any]:
    """A record of the vectors as JSON has it."""
    words: dict[str, Any] = {
        name: value.isoformat() if isinstance(value, date) else None if value in ("none", "for life") else value
        for name, value in record.items()
    }
    if words.get("nation"):
        words["nation"] = dict(zip(("code", "name"), words["nation"], strict=True))
    return words


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_a_whole_reply_of_every_document_says_every_field(vector: dict[str, Any]) -> None:
    [fields] = told(read_frame(block(vector)))
    assert (fields["message"], fields["status"], fields["means"]) == ("reply", "90", "done")
    assert fields["document"] == expected(vector["record"]) | {"kind": vector["identity"]["kind"]}
    assert fields["photo"] == {"bytes": 1024, "width": 102, "height": 126}
    assert "fingerprint" not in fields


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_nothing_of_the_person_is_said_unless_it_is_asked_for(vector: dict[str, Any]) -> None:
    [fields] = told(read_frame(block(vector)), show=False)
    said = json.dumps(fields, ensure_ascii=False)
    record = expected(vector["record"])
    for name in ("name", "english_name", "chinese_name", "number", "birth", "address", "issuer", "pass_number"):
        assert record.get(name) is None or record[name] not in said, name
    assert fields["document"].get("sex") == "<hidden>"
    assert fields["document"]["birth"] == "****-**-**"
    assert fields["document"]["valid_from"] == record["valid_from"]


@pytest.mark.parametrize("vector", FINGERPRINTS.values(), ids=FINGERPRINTS.keys())
def test_fingerprints_are_told_by_their_length(vector: dict[str, Any]) -> None:
    [fields] = told(fingerprint_frame(vector, MAINLAND))
    assert fields["fingerprint"] == vector["size"]
    assert fields["document"]["name"] == "𬭎测试"


def test_a_field_that_breaks_its_format_is_named_and_the_rest_is_said() -> None:
    text = MAINLAND[:122] + "１２３".ljust(18).encode("utf-16-le") + MAINLAND[158:]
    [fields] = told(read_frame(text))
    assert fields["document"]["illegible"] == ["number: not of the form [0-9]{17}[0-9X]"]
    assert "number" not in fields["document"]
    assert fields["document"]["name"] == "𬭎测试"


def test_a_text_of_an_unknown_kind_is_hidden_whole() -> None:
    text = MAINLAND[:248] + b"Q\0" + MAINLAND[250:]
    [fields] = told(read_frame(text), show=False)
    assert fields["document"]["illegible"] == ["type flag: unknown, 0051"]
    assert fields["document"]["text"] == "<256 bytes hidden>"


def test_a_photo_of_another_format_has_no_size() -> None:
    head = bytes.fromhex(VECTORS["read"]["head"])
    [fields] = told(sealed(head + MAINLAND + bytes(1024)))
    assert fields["photo"] == {"bytes": 1024, "width": None, "height": None}


def test_the_newest_address_and_the_module_number() -> None:
    address, number = told(address_frame() + golden("SAM id"))
    assert address["newest_address"] == VECTORS["address"]["value"]
    assert number["sam_id"] == "05.01-20200101-0001234567-0007654321"
    assert told(address_frame(), show=False)[0]["newest_address"] == "样例区****"
    head = bytes.fromhex(VECTORS["address"]["head"])
    [broken] = told(sealed(head + b"\x72\xd8" * 35))
    assert broken["newest_address"]["illegible"] == "newest address: not UTF-16"


@pytest.mark.parametrize("vector", REPLIES.values(), ids=REPLIES.keys())
def test_every_reply_says_its_status(vector: dict[str, Any]) -> None:
    [fields] = told(bytes.fromhex(vector["hex"]))
    assert (fields["message"], fields["status"], fields["means"]) == ("reply", vector["sw"][-2:], vector["meaning"])


def test_what_may_tell_one_chip_from_another_is_hidden() -> None:
    find = sealed(bytes.fromhex("AAAAAA9669 0008 00009F 00000001"))
    assert told(golden("find ok"), show=False)[0]["data"] == "00000000"
    assert told(find, show=False)[0]["data"] == "<4 bytes hidden>"
    assert told(find)[0]["data"] == "00000001"


@pytest.mark.parametrize("vector", COMMANDS.values(), ids=COMMANDS.keys())
def test_every_command_is_built_and_told_by_its_name(vector: dict[str, Any]) -> None:
    data = DEVICE.commands[vector["build"]](**vector.get("with", {}))
    assert data == bytes.fromhex(vector["hex"])
    [fields] = told(data)
    assert (fields["message"], fields["command"]) == ("command", vector["build"])
    assert vector["confidence"].startswith(fields["sure"])
    assert {name: fields[name] for name in vector.get("given", {})} == vector.get("given", {})


def test_commands_that_are_in_no_table() -> None:
    unknown, rate = told(sealed(bytes.fromhex("AAAAAA9669 0003 4242")) + sealed(bytes.fromhex("AAAAAA9669 0003 6009")))
    assert (unknown["command"], unknown["code"], unknown["sure"]) == ("unknown", "4242", None)
    assert (rate["command"], rate["baud"]) == ("set-rate", None)


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("set-rate", {"baud": "fast"}),
        ("set-rate", {"baud": "14400"}),
        ("set-radio-bytes", {"most": "0"}),
        ("set-radio-bytes", {"most": "１"}),
    ],
)
def test_what_cannot_be_set_is_said_in_a_sentence(command: str, arguments: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        DEVICE.commands[command](**arguments)


def test_a_reply_that_was_cut_off_hides_none_that_follows() -> None:
    cut_off = read_frame(MAINLAND)[:-200]
    kinds = [(fields["message"], fields.get("bytes")) for fields in told(cut_off + golden("no card") * 2)]
    assert kinds == [("noise", len(cut_off)), ("reply", None), ("reply", None)]


def test_noise_and_replies_that_a_false_length_had_claimed_are_told_in_order() -> None:
    false = bytes.fromhex("AA AA AA 96 69 00 20")  # a frame of 32 bytes, says the length
    no_card = golden("no card")
    messages = told(false + no_card + b"\x01\x02" + no_card + b"\xaa\xaa" + no_card)
    noise = [fields.get("hex") for fields in messages]
    assert noise == ["AAAAAA96690020", None, "0102", None, "AAAA", None]


def test_both_sides_of_a_conversation_with_noise_between() -> None:
    find = bytes.fromhex(COMMANDS["find card"]["hex"])
    messages = told(find + b"\x01\x02" + golden("no card") + find[:-1], show=False)
    kinds = [fields["message"] for fields in messages]
    assert list(dict.fromkeys(kinds)) == ["command", "noise", "reply"]
    assert kinds[-1] == "noise"
    assert sum(fields["bytes"] for fields in messages if fields["message"] == "noise") == 2 + len(find) - 1


@given(
    st.lists(
        st.binary(max_size=40)
        | st.sampled_from([golden("find ok"), read_frame(MAINLAND)[:300], b"\xaa\xaa\xaa\x96\x69"]),
        max_size=5,
    ).map(b"".join)
)
def test_any_bytes_are_told_and_all_of_them(data: bytes) -> None:
    for fields in told(data, show=False):
        assert next(iter(fields)) == "message"


@given(st.binary(min_size=256, max_size=256))
def test_any_text_is_told(text: bytes) -> None:
    [fields] = told(read_frame(text), show=False)
    assert "document" in fields
