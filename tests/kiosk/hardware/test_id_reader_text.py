"""The document's text: every kind, and errors that say what is wrong without saying whose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import DocumentKind, Identity, check_digit_ok
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.text import parse
from tests.id_reader_vectors import TEXTS, block

MAINLAND = block(TEXTS["mainland, name beyond the BMP"])


def changed(offset: int, value: str | bytes, text: bytes = MAINLAND) -> bytes:
    """The text with something else written at an offset."""
    units = value if isinstance(value, bytes) else value.encode("utf-16-le")
    return text[:offset] + units + text[offset + len(units) :]


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_every_kind_of_document(vector: dict[str, Any]) -> None:
    identity, expected = parse(block(vector)), vector["identity"]
    assert identity.kind is DocumentKind(expected["kind"])
    assert identity.name.reveal() == expected["name"]
    assert identity.number.reveal() == expected["number"]
    assert identity.valid_from == expected["valid_from"]
    assert identity.valid_to == expected.get("valid_to")


def test_the_people_of_the_vectors_are_made_up_and_their_numbers_add_up() -> None:
    numbers = [vector["identity"]["number"] for vector in TEXTS.values()]
    assert all(number.startswith(("000000", "900000", "XXX")) for number in numbers)
    assert all(check_digit_ok(number) for number in numbers if not number.startswith("XXX"))


def test_a_wrong_check_digit_is_let_pass() -> None:
    assert not check_digit_ok(parse(changed(156, "1")).number.reveal())


def test_a_small_x_is_a_large_one() -> None:
    assert parse(changed(156, "x")) == parse(MAINLAND)


def test_zero_bytes_are_padding_too() -> None:
    assert parse(MAINLAND.replace(b" \0", b"\0\0")) == parse(MAINLAND)


def test_valid_for_life_is_said_and_not_left_out() -> None:
    assert parse(changed(204, "长期".ljust(8))).valid_to is None
    with pytest.raises(DocumentUnreadable, match="valid to"):
        parse(changed(204, " " * 8))


def test_a_first_day_may_be_missing() -> None:
    assert parse(changed(188, " " * 8)).valid_from is None


def test_an_end_on_a_29_february_that_does_not_exist_is_the_28th() -> None:
    assert parse(changed(204, "20260229")).valid_to == date(2026, 2, 28)
    assert parse(changed(204, "20280229")).valid_to == date(2028, 2, 29)
    with pytest.raises(DocumentUnreadable, match="valid from: no such day"):
        parse(changed(188, "20260229"))


@pytest.mark.parametrize(
    ("offset", "value", "fact"),
    [
        (0, " " * 15, "name: empty"),
        (0, "测\n试", "name: holds a control character"),
        (0, b"\x72\xd8\x20\x00", "name: not UTF-16"),  # half of 𬭎
        (122, "0000001991020300", "number: not of the form"),
        (122, "０" * 17, "number: not of the form"),  # full-width digits
        (122, "A", "number: not of the form"),
        (188, "2016010", "valid from: not 8 digits"),
        (188, "20161301", "valid from: no such day"),
        (188, "00000101", "valid from: no such day"),
        (204, "２０３６０１０１", "valid to: not 8 digits"),
        (204, "20360431", "valid to: no such day"),
        (248, "A", "type flag: unknown, 0041"),
    ],
)
def test_errors_name_the_field_and_the_rule(offset: int, value: str | bytes, fact: str) -> None:
    text = changed(122, " " * 18) if offset == 122 else changed(offset, " " * 8) if offset in (188, 204) else MAINLAND
    with pytest.raises(DocumentUnreadable) as caught:
        parse(changed(offset, value, text))
    assert caught.value.fact.startswith(fact)


@pytest.mark.parametrize("size", [0, 255, 257])
def test_another_length_is_refused(size: int) -> None:
    with pytest.raises(DocumentUnreadable, match=f"{size} bytes"):
        parse(bytes(size))


@given(st.sampled_from(list(TEXTS.values())), st.integers(0, 240), st.binary(min_size=1, max_size=16))
def test_no_damage_makes_anything_but_an_identity_or_the_typed_error(
    vector: dict[str, Any], offset: int, damage: bytes
) -> None:
    try:
        identity = parse(changed(offset, damage, block(vector))[:256])
    except DocumentUnreadable as error:
        _quotes_nothing(error, vector["identity"])
    else:
        assert isinstance(identity, Identity)


def _quotes_nothing(error: BaseException | None, identity: dict[str, Any]) -> None:
    """Neither an error nor what it came from says anything of the person."""
    while error is not None:
        said = repr(error) + repr(vars(error))
        assert identity["name"] not in said
        assert identity["number"] not in said
        assert not any(character in said for character in "测试样例")
        assert not isinstance(error, UnicodeError), "carries the bytes it failed on"
        error = error.__cause__ or error.__context__
