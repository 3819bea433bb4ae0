"""GB 18030 in its 2022 edition: golden texts, round trips, and errors that quote nothing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import gb18030

TEXTS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "ssc.toml").read_text())["text"]
# Every two-byte code the table is about, with its character of the 2022 edition.
CORRECTED = dict(
    zip(
        "A6D9 A6DA A6DB A6DC A6DD A6DE A6DF A6EC A6ED A6F3 A8BC FE59 FE61 FE66 FE67 FE6D FE7E FE90 FEA0".split(),
        "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
        strict=True,
    )
)
TWICE_CODED = dict(zip("FE51 FE52 FE53 FE6C FE76 FE91".split(), "𠂇𠂉𠃌𡗗𢦏𤇾", strict=True))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["characters"])
def test_golden_texts(text: dict[str, str]) -> None:
    assert gb18030.decode(bytes.fromhex(text["bytes"])) == text["characters"]
    assert gb18030.encode(text["characters"]) == bytes.fromhex(text.get("writes", text["bytes"]))


@pytest.mark.parametrize("code", CORRECTED)
def test_corrected_code_goes_both_ways(code: str) -> None:
    assert gb18030.decode(bytes.fromhex(code)) == CORRECTED[code]
    assert gb18030.encode(CORRECTED[code]) == bytes.fromhex(code)


@pytest.mark.parametrize("code", TWICE_CODED)
def test_character_with_two_codes_survives(code: str) -> None:
    character = gb18030.decode(bytes.fromhex(code))
    assert character == TWICE_CODED[code]
    assert gb18030.decode(gb18030.encode(character)) == character


def test_every_han_character_survives() -> None:
    han = "".join(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x32000)]))
    assert gb18030.decode(gb18030.encode(han)) == han


def test_the_table_is_complete() -> None:
    """Every two-byte code of the standard's assigned rows is a real character, or lies in a hole of the standard.

    Rows AA to AF and F8 to FE, and A1 to A7 below A1, are for the user: private use in every edition.
    """
    lost = []
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            user_defined = (lead in (*range(0xAA, 0xB0), *range(0xF8, 0xFF)) and trail >= 0xA1) or (
                0xA1 <= lead <= 0xA7 and trail < 0xA1
            )
            text = gb18030.decode(bytes((lead, trail)))
            if not user_defined and "\ue000" <= text <= "\uf8ff":
                lost.append((lead, trail))
    # Holes between the signs of rows A2 to A9, and after the last character of level 1 (D7F9): never assigned.
    assert {lead for lead, _ in lost} == {0xA2, *range(0xA4, 0xAA), 0xD7}
    assert sorted(trail for lead, trail in lost if lead == 0xD7) == [0xFA, 0xFB, 0xFC, 0xFD, 0xFE]
    assert (0xA6, 0xD9) not in lost
    assert (0xA8, 0xBC) not in lost
    assert not any(lead == 0xFE and trail < 0xA1 for lead, trail in lost)


def test_four_byte_codes_of_older_cards_still_mean_their_characters() -> None:
    # The 2022 edition gives 82359037 and its like to private use; on cards of the editions before, they are
    # these characters, and no card means the private ones.
    for code, character in (("82359037", "龴"), ("82359134", "龻"), ("82359135", "\u9fbc"), ("84318236", "\ufe10")):
        assert gb18030.decode(bytes.fromhex(code)) == character


characters = st.characters(exclude_categories=["Cs"]).filter(lambda char: not "\ue000" <= char <= "\uf8ff")


@given(st.text(characters))
def test_every_text_survives(text: str) -> None:
    assert gb18030.decode(gb18030.encode(text)) == text


@given(st.text(st.sampled_from("龴龵龶龷龸龹龺龻ḿ︐𠂇𡗗㐀䶮𠮷𬭎￥：〇测")))
def test_rare_characters_survive_among_each_other(text: str) -> None:
    assert gb18030.decode(gb18030.encode(text)) == text
    assert gb18030.modern(text) == text


@given(st.binary(max_size=40))
def test_what_is_read_once_is_read_the_same_again(data: bytes) -> None:
    try:
        text = gb18030.decode(data)
    except ValueError:
        return
    assert gb18030.decode(gb18030.encode(text)) == text


@pytest.mark.parametrize("code", [*CORRECTED, *TWICE_CODED])
def test_the_private_character_of_an_older_table_is_known(code: str) -> None:
    old = bytes.fromhex(code).decode("gb18030")
    assert "\ue000" <= old <= "\uf8ff"
    assert gb18030.modern(f"测{old}") == "测" + (CORRECTED | TWICE_CODED)[code]


def test_errors_quote_nothing() -> None:
    with pytest.raises(ValueError, match=r"^not GB 18030 at byte 3 of 3$") as caught:
        gb18030.decode(b"\xb2\xe2\xff")
    assert caught.value.__context__ is None
    with pytest.raises(ValueError, match=r"^not a character at 2 of 2$"):
        gb18030.encode("测\ud800")
