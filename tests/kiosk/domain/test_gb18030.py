"""GB 18030 in its 2022 edition: golden texts, round trips, and errors that quote nothing."""

import tomllib
from pathlib import Path

import pytest

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


def test_errors_quote_nothing() -> None:
    with pytest.raises(ValueError, match=r"^not GB 18030 at byte 3 of 3$") as caught:
        gb18030.decode(b"\xb2\xe2\xff")
    assert caught.value.__context__ is None
    with pytest.raises(ValueError, match=r"^not a character at 2 of 2$"):
        gb18030.encode("测\ud800")
