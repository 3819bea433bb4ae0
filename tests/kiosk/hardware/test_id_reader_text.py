"""The document's text: every kind, and errors that say what is wrong without saying whose."""

from __future__ import annotations

import dataclasses
import enum
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import DocumentKind, Identity, check_digit_ok
from kiosk.domain.nations import Nation
from kiosk.domain.personal import Personal
from kiosk.hardware.id_reader.errors import DocumentUnreadable
from kiosk.hardware.id_reader.records import ForeignCard2023, ResidentCard, edition_of
from kiosk.hardware.id_reader.text import current_address, document, illegible, newest, parse
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


def told(value: object) -> object:
    """A field's value as the vectors tell it."""
    if isinstance(value, Nation):
        return [value.code, value.name]
    if isinstance(value, enum.Enum):
        return value.name.lower()
    if isinstance(value, Personal):
        return date.fromisoformat(value.reveal()) if value.masked() == "****-**-**" else value.reveal()
    return value


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_every_field_of_every_kind_of_document(vector: dict[str, Any]) -> None:
    said, expected = document(block(vector)), dict(vector["record"])
    assert said.edition == expected.pop("edition")
    assert said.kind is DocumentKind(vector["identity"]["kind"])
    for name in ("chinese_name", "nation", "valid_to"):
        if expected.get(name) in ("none", "for life"):
            expected[name] = None
    assert {field.name: told(getattr(said, field.name)) for field in dataclasses.fields(said)} == expected
    assert illegible(block(vector)) == ()
    assert repr(said) == f"{type(said).__name__}(...)", "nothing of the person"


@pytest.mark.parametrize("vector", TEXTS.values(), ids=TEXTS.keys())
def test_the_services_get_birth_and_nationality_and_no_address(vector: dict[str, Any]) -> None:
    identity, expected = parse(block(vector)), vector["record"]
    assert identity.birth is not None
    assert identity.birth.day() == expected["birth"]
    assert (identity.nationality and identity.nationality.reveal()) == expected.get("nationality")
    assert identity.address is None
    assert identity.photo is None
    address = current_address(None, block(vector))
    assert (address and address.reveal()) == expected.get("address")


@pytest.mark.parametrize(
    ("offset", "value", "field", "fact"),
    [
        (30, "3", "sex", "sex: not of the form [0129]"),
        (32, "1A", "nation", "nation: not of the form [0-9]{2}"),
        (36, "19910230", "birth", "birth: no such day"),
        (36, "1991", "birth", "birth: not 8 digits"),
        (52, "测\n试", "address", "address: holds a control character"),
        (158, b"\x72\xd8\x20\x00", "issuer", "issuer: not UTF-16"),
    ],
)
def test_a_field_no_service_must_have_is_left_out_and_named(
    offset: int, value: str | bytes, field: str, fact: str
) -> None:
    sizes = {30: 1, 32: 2, 36: 8, 52: 35, 158: 15}
    text = changed(offset, value, changed(offset, " " * sizes[offset]))
    assert getattr(document(text), field) is None
    assert illegible(text) == (fact,)
    assert parse(text).number == parse(MAINLAND).number


def test_the_fields_of_foreigners_documents_that_may_be_wrong() -> None:
    text = block(TEXTS["Y, foreign permanent residence card of 2023, English name in two parts"])
    text = changed(242, "X1X", changed(32, "A", text))
    said = document(text)
    assert isinstance(said, ForeignCard2023)
    assert (said.nationality, said.renewals) == (None, None)
    assert illegible(text) == ("renewal count: not of the form [0-9]{1,2}", "nationality: not of the form [A-Z]{3}")
    with pytest.raises(DocumentUnreadable, match="name: empty"):
        parse(changed(220, " " * 11, changed(52, " " * 35, text)))


def test_a_nation_whose_meaning_differs_from_vendor_to_vendor_has_only_its_code() -> None:
    said = document(changed(32, "57"))
    assert isinstance(said, ResidentCard)
    assert said.nation == Nation("57")
    assert said.nation.name is None
    assert [Nation(code).name for code in ("01", "56", "97", "98", "00", "99")] == [
        *("汉", "基诺", "其他", "外国血统", None, None)
    ]


def test_zero_is_a_known_sex() -> None:
    assert told(document(changed(30, "0")).__dict__["sex"]) == "unknown"


def test_the_newest_address() -> None:
    address = newest("样例区测试路9号".ljust(35).encode("utf-16-le"))
    assert address is not None
    assert address.reveal() == "样例区测试路9号"
    assert newest(b"\x20\x00" * 35) is None
    with pytest.raises(DocumentUnreadable, match="newest address: not UTF-16"):
        newest(b"\x72\xd8" * 35)


def test_an_address_added_to_the_card_counts_and_one_that_cannot_be_read_leaves_none() -> None:
    added = current_address("样例区".ljust(35).encode("utf-16-le"), MAINLAND)
    assert added is not None
    assert added.reveal() == "样例区"
    assert current_address(b"\x20\x00" * 35, MAINLAND) == current_address(None, MAINLAND)
    assert current_address(b"\x72\xd8" * 35, MAINLAND) is None


def test_the_kind_of_document_is_told_by_its_flag_alone() -> None:
    assert edition_of(MAINLAND) is ResidentCard
    assert edition_of(bytes(248) + b"Y\0" + bytes(6)) is ForeignCard2023


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
