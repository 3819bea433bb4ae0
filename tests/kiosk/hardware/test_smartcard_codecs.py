"""APDUs and records of the chip card against the golden bytes, and everything a bad card can send."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.smartcard import apdu, tlv

EXCHANGES = {
    vector["name"]: vector
    for vector in tomllib.loads((Path(__file__).parents[2] / "vectors" / "ssc.toml").read_text())["exchange"]
}
COMMANDS = {
    "select-environment": apdu.SelectApplication(),
    "select-ef05": apdu.SelectFile(apdu.EF05),
    "select-ef06": apdu.SelectFile(apdu.EF06),
    "t0-get-response": apdu.GetResponse(0x13),
    **{f"read-{tag:02X}": apdu.ReadRecord(tag) for tag in (0x01, 0x03, 0x06, 0x07, 0x08, 0x09, 0x4E)},
}


def value(name: str) -> bytes:
    answered = apdu.answer(bytes.fromhex(EXCHANGES[name]["answer"]))
    assert answered.sw == apdu.DONE
    return tlv.value(answered.data, int(name[-2:], 16))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_bytes(name: str) -> None:
    assert COMMANDS[name].encode() == bytes.fromhex(EXCHANGES[name]["command"])


def test_values() -> None:
    assert tlv.ascii_text(value("read-03")) == "2.00"
    assert tlv.day(value("read-06")) == date(2034, 3, 1)
    assert tlv.ascii_text(value("read-07")) == "A00000011"
    assert tlv.ascii_text(value("read-08")) == "000000199001010018"
    assert tlv.text_bytes(value("read-09")) == bytes.fromhex("9933A932B2E2CAD4")
    assert tlv.text_bytes(value("read-4E")) == b""


def test_continued_answers() -> None:
    assert apdu.answer(bytes.fromhex(EXCHANGES["t0-select"]["answer"])).more == 0x13
    assert apdu.answer(bytes.fromhex(EXCHANGES["exact-wrong-length"]["answer"])).right_length == 0x0B
    assert apdu.answer(b"\x90\x00").more is None
    assert apdu.answer(b"\x90\x00").right_length is None


def test_status_words_in_words() -> None:
    assert apdu.meaning(0x63C2) == "verification failed, 2 tries left"
    assert apdu.meaning(0x6982) == "security condition not satisfied"
    assert apdu.meaning(0x6FFF) == "not in the specification"


def test_nothing_is_repeatable_or_public_unless_it_says_so() -> None:
    assert apdu.Apdu.private
    assert not apdu.Apdu.repeatable
    assert apdu.ReadRecord.private  # its answer is about a person
    assert not apdu.GetResponse.repeatable


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ("", "0 bytes, less than tag and length"),
        ("08", "1 bytes, less than tag and length"),
        ("0901FF", "carries tag 09"),
        ("0802FF", "says 2 bytes, holds 1"),
        ("0800FF", "says 0 bytes, holds 1"),
    ],
)
def test_bad_records(record: str, complaint: str) -> None:
    with pytest.raises(tlv.BadRecord, match=f"^record 08: {complaint}$"):
        tlv.value(bytes.fromhex(record), 0x08)


@pytest.mark.parametrize(
    ("field", "digits"), [("12345678", "12345678"), ("1234567F", "1234567"), ("FFFF", ""), ("", "")]
)
def test_digits(field: str, digits: str) -> None:
    assert tlv.digits(bytes.fromhex(field)) == digits


@pytest.mark.parametrize("field", ["1A", "F1", "12F4", "12FE"])
def test_no_digits(field: str) -> None:
    with pytest.raises(tlv.BadRecord, match=r"^a number field holds something else than digits$"):
        tlv.digits(bytes.fromhex(field))


@pytest.mark.parametrize("field", ["00000000", "FFFFFFFF", ""])
def test_empty_date(field: str) -> None:
    assert tlv.day(bytes.fromhex(field)) is None


@pytest.mark.parametrize("field", ["20240231", "20241301", "202401", "00010000"])
def test_no_date(field: str) -> None:
    with pytest.raises(tlv.BadRecord, match=r"^a date field holds no date$") as caught:
        tlv.day(bytes.fromhex(field))
    assert caught.value.__context__ is None


@pytest.mark.parametrize("padded", [b"A1\0\0", b"\0\0A1", b"A1  ", b"A1\xff\xff", b"A1"])
def test_text_padding(padded: bytes) -> None:
    assert tlv.ascii_text(padded) == "A1"


@given(st.binary(max_size=40))
def test_any_bytes_give_a_value_or_a_bad_record(data: bytes) -> None:
    for decode in (tlv.digits, tlv.day, tlv.ascii_text, lambda d: tlv.value(d, 0x08)):
        told = ""
        try:
            decode(data)
        except tlv.BadRecord as error:
            told = str(error)
        assert len(data) < 4 or data.hex() not in told
