"""APDUs and records of the chip card against the golden bytes, and everything a bad card can send."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.pin import CardPin
from kiosk.hardware.smartcard import apdu, errors, refusals, tlv
from tests.ssc_vectors import EXCHANGES, VECTORS

PROOF = bytes.fromhex("B0949E51DEC31B5B"), bytes.fromhex("0102030405060708")
COMMANDS: dict[str, apdu.Apdu | apdu.VerifyPin | apdu.ChangePin] = {
    "select-environment": apdu.SelectApplication(),
    "select-ef05": apdu.SelectFile(apdu.EF05),
    "select-ef06": apdu.SelectFile(apdu.EF06),
    "t0-get-response": apdu.GetResponse(0x13),
    "get-challenge": apdu.GetChallenge(),
    "authenticate": apdu.ExternalAuthenticate(*PROOF),
    "authenticate-other-key": apdu.ExternalAuthenticate(*PROOF, key=0x04),
    "verify-pin": apdu.VerifyPin(bytearray(b"123456")),
    "change-pin": apdu.ChangePin(bytearray(b"123456"), bytearray(b"654321")),
    "foreign-bank": apdu.SelectApplication(b"1PAY.SYS.DDF01"),
    **{f"read-{tag:02X}": apdu.ReadRecord(tag) for tag in (*range(0x01, 0x0E), 0x4E)},
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


def test_every_status_word_is_a_refusal_of_its_own_kind() -> None:
    told = set()
    for vector in VECTORS["status"]:
        for word in vector["words"]:
            answered = apdu.answer(bytes.fromhex(word))
            told.add(answered.sw)
            if not vector["refusal"]:
                refusals.check(answered, "it")
                continue
            with pytest.raises(
                getattr(errors, vector["refusal"]), match=f"^card-reader: it: .*status {word}"
            ) as caught:
                refusals.check(answered, "it")
            assert type(caught.value).__name__ == vector["refusal"]
    assert told >= refusals.REFUSALS.keys()


def test_attempts_left() -> None:
    assert apdu.answer(bytes.fromhex("63C5")).attempts_left == 5
    assert apdu.answer(bytes.fromhex("6300")).attempts_left is None


@pytest.mark.parametrize(
    ("digits", "bytes_"), [("1234", "02 1234"), ("12345", "03 12345F"), ("1" * 12, "06" + "11" * 6)]
)
def test_pins_of_other_lengths(digits: str, bytes_: str) -> None:
    assert apdu.VerifyPin(bytearray(digits, "ascii")).encode() == bytes.fromhex("00200000" + bytes_)


@pytest.mark.parametrize("digits", [b"123", b"1" * 13, b"12a4", b"12 34", b""])
def test_no_pin(digits: bytes) -> None:
    with pytest.raises(ValueError, match=r"^a PIN for this command has 4 to 12 digits$"):
        apdu.VerifyPin(bytearray(digits))
    with pytest.raises(ValueError, match=r"^a PIN for this command has 6 digits$"):
        apdu.ChangePin(bytearray(b"123456"), bytearray(digits))


def test_a_pin_command_is_secret_made_anew_and_wiped_by_whoever_asked() -> None:
    with CardPin(bytearray(b"123456")) as pin:
        command = apdu.VerifyPin(pin.digits)
        first, second = command.encode(), command.encode()
        apdu.wipe(first)
        assert (first, second[-3:]) == (bytearray(8), bytearray(b"\x12\x34\x56"))
        assert apdu.VerifyPin.private
        assert not apdu.VerifyPin.repeatable
        assert not apdu.ChangePin.repeatable
        assert "1234" not in repr(command)
    assert pin.digits == b""


def test_a_proof_of_another_size() -> None:
    with pytest.raises(ValueError, match="8 bytes each"):
        apdu.ExternalAuthenticate(PROOF[0], PROOF[1][:7])


def test_only_a_selection_is_public_on_the_tap() -> None:
    public = {name for name, vector in EXCHANGES.items() if not apdu.private(bytes.fromhex(vector["command"]))}
    assert public == {name for name in EXCHANGES if EXCHANGES[name]["command"].startswith("00A4")}
    assert apdu.private(bytearray(b""))


def test_nothing_is_repeatable_or_public_unless_it_says_so() -> None:
    assert apdu.Apdu.private
    assert not apdu.Apdu.repeatable
    assert apdu.ReadRecord.private  # its answer is about a person
    assert not apdu.GetResponse.repeatable
    assert not apdu.GetChallenge.repeatable
    assert not apdu.ExternalAuthenticate.repeatable


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


def test_elements_of_a_template() -> None:
    data = apdu.answer(bytes.fromhex(EXCHANGES["select-environment"]["answer"])).data
    [(tag, inner)] = tlv.elements(data)
    assert tag == 0x6F
    assert tlv.elements(inner) == [(0x84, apdu.SSSE_AID)]
    assert tlv.elements(bytes.fromhex("00FF 9F0C02AABB 8181017F")) == [(0x9F0C, b"\xaa\xbb"), (0x81, b"\x7f")]
    assert tlv.elements(bytes.fromhex("82820001AA")) == [(0x82, b"\xaa")]


@pytest.mark.parametrize("data", ["6F", "6F02AA", "9F", "9F81", "8481", "8480", "84830000", "8482AA"])
def test_no_elements(data: str) -> None:
    with pytest.raises(tlv.BadRecord):
        tlv.elements(bytes.fromhex(data))


_ELEMENTS = st.lists(st.tuples(st.sampled_from([0x84, 0x50, 0x9F0C, 0xBF0C]), st.binary(max_size=300)), max_size=4)


@given(_ELEMENTS)
@settings(max_examples=50)
def test_elements_come_back_as_they_were_put(elements: list[tuple[int, bytes]]) -> None:
    def put(tag: int, value: bytes) -> bytes:
        head = tag.to_bytes(1 if tag < 0x100 else 2, "big")
        return (
            head + (bytes([0x82]) + len(value).to_bytes(2, "big") if len(value) > 127 else bytes([len(value)])) + value
        )

    assert tlv.elements(b"".join(put(*element) for element in elements)) == elements


@given(st.binary(max_size=18), st.integers(0, 255))
@settings(max_examples=50)
def test_a_record_comes_back_as_it_was_put(data: bytes, tag: int) -> None:
    assert tlv.value(bytes([tag, len(data)]) + data, tag) == data


def test_a_field_nothing_depends_on_may_be_nonsense() -> None:
    assert tlv.known(tlv.day, bytes.fromhex("20240301")) == date(2024, 3, 1)
    assert tlv.known(tlv.day, bytes.fromhex("20241301")) is None
    assert tlv.known(tlv.day, None) is None


@given(st.text("0123456789", min_size=4, max_size=12))
@settings(max_examples=50)
def test_a_pin_is_packed_two_digits_a_byte(digits: str) -> None:
    packed = apdu.VerifyPin(bytearray(digits, "ascii")).encode()
    assert (packed[4], packed[5:].hex().rstrip("f")) == (len(packed) - 5, digits)


@given(st.binary(max_size=40))
def test_any_bytes_give_a_value_or_a_bad_record(data: bytes) -> None:
    for decode in (tlv.digits, tlv.day, tlv.ascii_text, lambda d: tlv.value(d, 0x08), tlv.elements):
        told = ""
        try:
            decode(data)
        except tlv.BadRecord as error:
            told = str(error)
        assert len(data) < 4 or data.hex() not in told
