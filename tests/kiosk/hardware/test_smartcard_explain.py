"""What `kiosk wire` says of a card's bytes and makes of names: every exchange of the vectors, and any nonsense."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.diagnostics import protocols
from kiosk.hardware.explain import plain
from kiosk.hardware.smartcard.explain import WIRE
from tests.ssc_vectors import EXCHANGES, VECTORS, answer, command

DEVICES = {device.name: device for device in WIRE}
COMMANDS = DEVICES["ssc"].commands
SECRETS = (
    "000000199001010018",
    "A00000011",
    "199001010",
    "1990-01-01",
    "测试",
    "00240301",
    "B0949E51",
    "123456",
    "654321",
)


def told(data: bytes, device: str = "ssc", *, show: bool = False) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(plain(fields, show=show))) for fields in DEVICES[device].decode(data)]


def value_of(name: str, *, show: bool = False) -> object:
    [response] = told(answer(name), show=show)
    assert response["status"] == "9000"
    [record] = response["records"]
    return record["value"]


def test_the_names_of_the_command_line() -> None:
    assert list(DEVICES) == ["ssc", "ssc_atr", "ssc_record", "ssc_response"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("read-02", "1"),
        ("read-03", "2.00"),
        ("read-04", ""),
        ("read-05", "2024-03-01"),
        ("read-06", "2034-03-01"),
        ("read-07", "A00000011"),
        ("read-08", "000000199001010018"),
        ("read-09", "𬭎测试"),
        ("read-4E", ""),
        ("read-0A", "male"),
        ("read-0B", "01"),
        ("read-0C", "000000"),
        ("read-0D", "1990-01-01"),
        ("read-01", "510100D1560000050024030100000000"),
    ],
)
def test_records(name: str, shown: str) -> None:
    assert value_of(name, show=True) == shown


def test_what_is_personal_is_masked() -> None:
    assert value_of("read-07") == "A******11"
    assert value_of("read-08") == "000***********0018"
    assert value_of("read-09") == "𬭎**"
    for name in ("read-01", "read-0A", "read-0B", "read-0C", "read-0D"):
        assert "hidden" in str(value_of(name))
    [record] = told(answer("read-01"))[0]["records"]
    assert record["region"] == "510100"


@pytest.mark.parametrize("vector", EXCHANGES.values(), ids=lambda vector: vector["name"])
def test_every_answer_of_every_version_is_one_response(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["answer"])
    [response] = told(data, "ssc_response")
    assert response["message"] == "response"
    assert response["status"] == data[-2:].hex().upper()
    if vector["name"] != "get-challenge":  # eight random bytes look like nothing
        assert told(data) == [response]
    assert not [secret for secret in SECRETS if secret in json.dumps(response, ensure_ascii=False)]


@pytest.mark.parametrize("vector", EXCHANGES.values(), ids=lambda vector: vector["name"])
def test_every_command_is_one_command(vector: dict[str, Any]) -> None:
    data = bytes.fromhex(vector["command"])
    messages = told(data)
    if vector["name"].startswith("unknown"):
        return
    [message] = messages
    assert (message["message"], message["header"]) == ("command", data[:4].hex().upper())
    assert not [secret for secret in SECRETS if secret in json.dumps(message)]


def test_commands_and_answers_stand_in_one_stream() -> None:
    said = "00A404000F7378312E73682EC9E7BBE1B1A3D5CF 611E 00C000001E 6F11840F7378312E73682EC9E7BBE1B1A3D5CF 9000"
    said += "FF 00A4020002EF0500 9000 00B2070000 0709413030303030303131 9000 0020000003123456 63C2"
    messages = told(bytes.fromhex(said))
    kinds = ["select", "611E", "get response", "9000", "noise", "select", "9000", "read record", "9000"]
    kinds += ["verify pin", "63C2"]
    assert [one.get("command") or one.get("status") or one["message"] for one in messages] == kinds
    assert [messages[at].get("le") for at in (0, 2, 5, 7)] == [None, 0x1E, 0, 0]
    assert "3456" not in json.dumps(messages)


@pytest.mark.parametrize(
    ("command", "says", "data", "le"),  # fact sheet 2.5: to the security module, none of them from us
    [
        ("BFDE485D 18 1111111111111111 3531303130307378 A1B2C3D4E5F60718", "diversify", 24, None),
        ("80FA0000 08 0102030405060708", "cryptogram", 8, None),
        ("00B09600 06", "read binary", None, 6),
        ("00B00000 0F", "read binary", None, 15),
    ],
)
def test_what_others_say_to_a_security_module_is_named(command: str, says: str, data: int | None, le: int) -> None:
    [message] = told(bytes.fromhex(command))
    assert says in message["command"]
    assert (message.get("data"), message["le"]) == (None if data is None else f"<{data} bytes hidden>", le)


def test_status_words() -> None:
    assert told(bytes.fromhex("63C2"))[0]["attempts_left"] == 2
    assert told(bytes.fromhex("6113"))[0]["bytes_to_fetch"] == 19
    assert told(bytes.fromhex("6C00"))[0]["right_length"] == 256
    assert told(bytes.fromhex("6982")) == [
        {"message": "response", "status": "6982", "meaning": "security condition not satisfied"}
    ]
    for vector in VECTORS["status"]:
        for word in vector["words"]:
            [response] = told(bytes.fromhex(word), "ssc_response")
            assert response["status"] == word


def test_a_selection_names_what_was_selected() -> None:
    assert told(answer("select-environment"))[0]["selected"] == ["sx1.sh.社会保障"]
    assert told(answer("select-ef05"))[0]["selected"] == ["EF05"]
    assert told(answer("foreign-bank"))[0]["selected"] == ["1PAY.SYS.DDF01"]


@pytest.mark.parametrize("vector", VECTORS["atr"], ids=lambda vector: vector["form"])
def test_answers_to_reset(vector: dict[str, str]) -> None:
    data = bytes.fromhex(vector["hex"])
    [message] = told(data)
    assert told(data, "ssc_atr") == [message]
    assert (message["message"], message["form"]) == ("answer to reset", vector["form"])
    assert (message["chip_vendor"], message["card_maker"]) == (vector["vendor"], vector["maker"] or None)
    assert message["operating_system"] == "543116"
    assert message["serial"] == "<6 bytes hidden>"
    assert told(data, show=True)[0]["serial"] == "510100240301"


def test_a_foreign_answer_to_reset_is_named_as_one() -> None:
    [message] = told(bytes.fromhex("3B6C00004E4F542D414E2D5353432D30"))
    assert message["known_as_social_security_card"] is False


def test_a_stream_of_everything_with_noise_in_front_in_the_middle_and_at_the_end() -> None:
    data = b"\xee" + bytes.fromhex(VECTORS["atr"][0]["hex"]) + answer("select-environment") + answer("read-07")
    data += b"\xff\xfe" + answer("read-09")[:-2] + answer("read-4E") + answer("locked-holder") + b"\x09\x1e"
    messages = told(data)
    assert [message["message"] for message in messages] == [
        *("noise", "answer to reset", "response", "response", "noise", "response", "response", "noise")
    ]
    assert [message["bytes"] for message in messages if message["message"] == "noise"] == [1, 2, 2]
    assert [record["field"] for record in messages[5]["records"]] == ["name", "name extension"]


def test_a_name_that_goes_on_in_the_extension() -> None:
    name, more = bytes([0x09, 30]) + b"A" * 29 + b"\xb2", bytes([0x4E, 20]) + b"\xe2".ljust(20, b"\x00")
    first, second = told(name + more, "ssc_record", show=True)
    assert "error" in first
    assert second["whole_name"] == "A" * 29 + "测"


@pytest.mark.parametrize("record", ["05 04 20241301", "06 02 2024", "08 02 E4E4", "04 01 AB"])
def test_a_record_that_is_nonsense_says_so_and_hides_it(record: str) -> None:
    [message] = told(bytes.fromhex(record), "ssc_record")
    assert message["error"]
    assert message["hex"].endswith("hidden>")


@pytest.mark.parametrize("device", ["ssc_atr", "ssc_response"])
@pytest.mark.parametrize("data", ["00", "EEEE", "3B6D0000"])
def test_what_is_not_one_is_noise(device: str, data: str) -> None:
    [message] = told(bytes.fromhex(data), device)
    assert (message["message"], message["bytes"]) == ("noise", len(data) // 2)
    assert message["why"]


def test_why_something_is_noise_reaches_the_reader() -> None:
    [line] = protocols.decode("ssc_atr", "3B6D0000", show=False)
    assert json.loads(line)["why"] == told(bytes.fromhex("3B6D0000"), "ssc_atr")[0]["why"]


@pytest.mark.parametrize("device", list(DEVICES))
def test_of_nothing_nothing_is_told(device: str) -> None:
    assert told(b"", device) == []


@given(st.binary(max_size=80), st.sampled_from(list(DEVICES)))
@settings(max_examples=200)
def test_any_bytes_are_told_without_an_exception(data: bytes, device: str) -> None:
    told(data, device, show=True)


@given(st.lists(st.sampled_from(list(EXCHANGES)), min_size=1, max_size=4), st.integers(0, 60))
@settings(max_examples=50)
def test_cut_off_anywhere_it_still_tells_what_is_whole(names: list[str], keep: int) -> None:
    names = [name for name in names if name not in ("get-challenge", "unknown-class")]
    whole = b"".join(map(answer, names))
    assert told(whole) == [message for name in names for message in told(answer(name))]
    told(whole[:keep])


@pytest.mark.parametrize(
    ("name", "arguments", "vector"),
    [
        ("select_application", {}, "select-environment"),
        ("select_application", {"aid": "315041592E5359532E4444463031"}, "foreign-bank"),
        ("select_file", {"file": "EF05"}, "select-ef05"),
        ("read_record", {"tag": "07"}, "read-07"),
        ("get_challenge", {}, "get-challenge"),
        ("external_authenticate", {"cryptogram": "B0949E51DEC31B5B", "factor": "0102030405060708"}, "authenticate"),
        ("verify_pin", {"pin": "123456"}, "verify-pin"),
        ("change_pin", {"old": "123456", "new": "654321"}, "change-pin"),
        ("get_response", {"length": "13"}, "t0-get-response"),
    ],
)
def test_commands_are_made(name: str, arguments: dict[str, str], vector: str) -> None:
    assert COMMANDS[name](**arguments) == command(vector)


@pytest.mark.parametrize(
    ("name", "arguments", "complaint"),
    [
        ("select_application", {"aid": "3150"}, "aid: 5 to 16 bytes in hex were expected"),
        ("select_file", {"file": "5"}, "file: 2 bytes in hex were expected"),
        ("read_record", {"tag": "xx"}, "tag: 1 bytes in hex were expected"),
        ("external_authenticate", {"cryptogram": "00", "factor": "00"}, "cryptogram: 8 bytes in hex were expected"),
        ("verify_pin", {"pin": "12a4"}, "pin: digits were expected"),
        ("verify_pin", {"pin": "١٢٣٤"}, "pin: digits were expected"),
        ("verify_pin", {"pin": "123"}, "a PIN for this command has 4 to 12 digits"),
        ("change_pin", {"old": "1234", "new": "123456"}, "a PIN for this command has 6 digits"),
    ],
)
def test_bad_input_is_told_in_a_sentence(name: str, arguments: dict[str, str], complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        COMMANDS[name](**arguments)
