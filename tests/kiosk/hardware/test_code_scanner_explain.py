"""Scanners' bytes in words: `kiosk wire decode scanner_newland` and its sisters, on the golden bytes and on rubbish."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.code_scanner.explain import WIRE
from kiosk.hardware.explain import plain
from tests.scanner_vectors import FAMILIES, each, golden, label, vectors

DEVICES = {device.name.removeprefix("scanner_"): device for device in WIRE}


def told(family: str, data: bytes, *, show: bool = False) -> list[Any]:
    """What the command line says about some bytes."""
    return [plain(fields, show=show) for fields in DEVICES[family].decode(data)]


def test_the_three_families_are_there() -> None:
    assert tuple(DEVICES) == FAMILIES
    assert all(device.says for device in WIRE)


@pytest.mark.parametrize(("family", "vector"), each("command"), ids=label)
def test_every_command_can_be_made_and_is_known_again(family: str, vector: dict[str, Any]) -> None:
    data = DEVICES[family].commands[vector["name"].replace(" ", "-")]()
    assert data == bytes.fromhex(vector["hex"])
    (fields,) = told(family, data)
    assert fields["message"] == "command"
    if family == "gm65":
        kind = "read" if vector["command"] == "AskSpeed" else "write"
        assert (fields["command"], fields["crc"]) == (kind, "right")
    else:
        assert fields["command"] == vector["name"]


@pytest.mark.parametrize("family", FAMILIES)
def test_no_command_that_is_kept_in_flash_can_be_made(family: str) -> None:
    assert set(DEVICES[family].commands) == {name.replace(" ", "-") for name in vectors(family, "command")}


def test_what_is_kept_in_flash_is_said_of_others_bytes() -> None:
    (stored,) = told("newland", golden("newland", "stored", "trigger, stored"))
    assert stored == {"message": "command", "command": "trigger", "setting": "SCNTRG1", "kept": "in flash"}
    (skipped,) = told("gm65", golden("gm65", "other", "trigger, CRC not looked at"))
    assert skipped == {"message": "command", "command": "write", "zone": "0002", "argument": "01", "crc": "skipped"}
    (saved,) = told("gm65", golden("gm65", "other", "save to flash"))
    assert (saved["command"], saved["crc"]) == ("save to flash", "right")


@pytest.mark.parametrize("vector", vectors("newland", "reply").values(), ids=label)
def test_newland_replies(vector: dict[str, Any]) -> None:
    assert told("newland", bytes.fromhex(vector["hex"])) == [
        {
            "message": "reply",
            "setting": vector["setting"],
            "kept": "in flash" if vector["stored"] else "until it loses power",
            "status": f"{vector['status']:02X}",
            "meaning": vector["meaning"],
        }
    ]


@pytest.mark.parametrize("vector", vectors("gm65", "reply").values(), ids=label)
def test_gm65_replies(vector: dict[str, Any]) -> None:
    (reply,) = told("gm65", bytes.fromhex(vector["hex"]))
    assert reply == {"message": "reply", "kind": 0, "meaning": "done", "data": vector["data"].replace(" ", "")}


@pytest.mark.parametrize(("family", "vector"), each("code"), ids=label)
def test_codes_are_hidden_unless_shown_whatever_ends_them(family: str, vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["hex"])
    assert told(family, data) == [{"message": "code", "characters": len(vector["text"]), "code": "****"}]
    assert told(family, data, show=True)[0]["code"] == vector["text"]


def test_a_conversation_in_order_with_noise_in_it() -> None:
    data = (
        golden("newland", "command", "trigger")
        + golden("newland", "reply", "trigger done")
        + golden("newland", "code", "CR LF")
        + b"\xff\xfe"
        + golden("newland", "command", "stop")
        + golden("newland", "reply", "stop done")[:-1]
    )
    lines = told("newland", data)
    assert [line["message"] for line in lines[:3]] == ["command", "reply", "code"]
    noise = [line for line in lines[3:] if line["message"] == "noise"]
    assert sum(line["bytes"] for line in noise) == 2 + 16
    assert "command" in [line["message"] for line in lines[3:]]
    assert "54455354" not in json.dumps(lines), "TEST, also in hex"


def test_a_half_code_is_noise_and_hidden() -> None:
    assert told("honeywell", b"TEST-00") == [{"message": "noise", "bytes": 7, "hex": "<7 bytes hidden>"}]


@settings(max_examples=100)
@given(st.sampled_from(FAMILIES), st.binary(max_size=60), st.data())
def test_no_bytes_hurt_and_none_is_forgotten(family: str, data: bytes, more: st.DataObject) -> None:
    known = [bytes.fromhex(v["hex"]) for table in ("command", "reply", "code") for v in vectors(family, table).values()]
    data += more.draw(st.sampled_from(known)) + more.draw(st.binary(max_size=20))
    lines = told(family, data, show=True)
    assert lines
    json.dumps(lines)
    noise = sum(line["bytes"] for line in lines if line["message"] == "noise")
    assert noise <= len(data)
    assert noise < len(data) or {line["message"] for line in lines} == {"noise"}
