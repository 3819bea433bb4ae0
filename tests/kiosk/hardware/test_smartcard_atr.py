"""The answer to reset against the golden bytes, and anything else a reader may hand over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hardware.smartcard.atr import AtrForm, BadAtr, atr
from tests.ssc_vectors import VECTORS

USUAL = bytes.fromhex(VECTORS["atr"][0]["hex"])
SERIAL = "510100240301"


@pytest.mark.parametrize("vector", VECTORS["atr"], ids=lambda vector: vector["form"])
def test_who_made_it(vector: dict[str, str]) -> None:
    told = atr(bytes.fromhex(vector["hex"]))
    assert told.form.value == vector["form"]
    assert told.maker is not None
    assert (told.maker.vendor_name, told.maker.maker_name) == (vector["vendor"], vector["maker"])
    assert (told.maker.system.hex(), told.maker.serial.hex()) == ("543116", SERIAL)
    assert told.factor == told.historical[5:]
    assert told.check_ok is (True if vector["form"] == "contactless" else None)


def test_registered_numbers_stay_where_no_name_is_known() -> None:
    maker = atr(USUAL.replace(b"\x00\x81\x54", b"\x12\x34\x54")).maker
    assert maker is not None
    assert (maker.vendor, maker.vendor_name) == (0x1234, "")


def test_a_wrong_check_byte_is_told_and_not_refused() -> None:
    laid_on = bytes.fromhex(VECTORS["atr"][2]["hex"])
    assert atr(laid_on[:-1] + b"\x00").check_ok is False


@pytest.mark.parametrize(
    ("hex_", "form", "historical"),
    [
        ("3B6C0000 4E4F542D414E2D5353432D30", AtrForm.OTHER, 12),
        ("3B00", AtrForm.OTHER, 0),
        ("3F6D0000 00815431168660510100240301", AtrForm.OTHER, 13),  # inverse convention
    ],
)
def test_another_card_is_named_as_another_form(hex_: str, form: AtrForm, historical: int) -> None:
    told = atr(bytes.fromhex(hex_))
    assert (told.form, len(told.historical)) == (form, historical)
    assert (told.maker is None) == (historical != 13)
    assert (told.factor is None) == (historical < 8)


@pytest.mark.parametrize(
    ("hex_", "complaint"),
    [
        ("", "does not begin like"),
        ("3B", "does not begin like"),
        ("006D", "does not begin like"),
        ("3B6D0000", "announces 17 bytes, has 4"),
        ("3B80", "ends within its interface bytes"),
        ("3BF0", "ends within its interface bytes"),
    ],
)
def test_no_atr(hex_: str, complaint: str) -> None:
    with pytest.raises(BadAtr, match=complaint):
        atr(bytes.fromhex(hex_))


def test_nothing_shows_the_serial_number() -> None:
    told = atr(USUAL)
    assert SERIAL not in f"{told!r}{told.maker!r}".lower()
    assert "Q\\x01" not in f"{told!r}{told.maker!r}"


@given(st.binary(max_size=40))
@settings(max_examples=200)
def test_any_bytes_give_an_atr_or_a_bad_atr(data: bytes) -> None:
    try:
        told = atr(data)
    except BadAtr:
        return
    assert data.endswith(told.historical) or data[:-1].endswith(told.historical)


@given(st.binary(max_size=15))
@settings(max_examples=50)
def test_historical_bytes_come_back(historical: bytes) -> None:
    head = bytes([0x60 | len(historical), 0, 0])
    assert atr(b"\x3b" + head + historical).historical == historical
