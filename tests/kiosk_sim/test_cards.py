"""The simulated chip cards against the golden bytes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kiosk_sim.cards import Chip, ForeignCard, SocialSecurityCard

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "ssc.toml").read_text())
EXCHANGES = {vector["name"]: vector for vector in VECTORS["exchange"]}
PERSON = "𬭎测试", "000000199001010018", "A00000011"
CARDS: dict[str, Chip] = {
    "plain": SocialSecurityCard(*PERSON),
    "t0": SocialSecurityCard(*PERSON, via_get_response=True),
    "exact": SocialSecurityCard(*PERSON, exact_le=True),
    "locked": SocialSecurityCard(*PERSON, version="3.00"),
    "old": SocialSecurityCard(*PERSON, version="1.00"),
    "foreign": ForeignCard(),
}


@pytest.mark.parametrize("vector", EXCHANGES.values(), ids=lambda vector: vector["name"])
def test_exchange(vector: dict[str, Any]) -> None:
    card = CARDS[vector["on"]]
    card.reset()
    for earlier in vector["after"]:
        card.receive(bytes.fromhex(EXCHANGES[earlier]["command"]))
    assert card.receive(bytes.fromhex(vector["command"])) == bytes.fromhex(vector["answer"])


def test_atr() -> None:
    assert CARDS["plain"].atr == bytes.fromhex(VECTORS["card"]["atr"])
    assert len(CARDS["foreign"].atr) == 16


def test_response_in_pieces() -> None:
    card = CARDS["t0"]
    card.reset()
    card.receive(bytes.fromhex(EXCHANGES["t0-select"]["command"]))
    assert card.receive(bytes.fromhex("00C0000014")) == b"\x6c\x13"
    first = card.receive(bytes.fromhex("00C0000010"))
    second = card.receive(bytes.fromhex("00C0000003"))
    assert first[-2:] == b"\x61\x03"
    assert first[:-2] + second == bytes.fromhex(EXCHANGES["t0-get-response"]["answer"])
    assert card.receive(bytes.fromhex("00C0000003")) == b"\x69\x85"


def test_reset_forgets_what_was_selected() -> None:
    card = CARDS["plain"]
    card.reset()
    card.receive(bytes.fromhex(EXCHANGES["select-environment"]["command"]))
    card.reset()
    assert card.receive(bytes.fromhex("00A4020002EF05")) == b"\x6a\x82"


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("00A4", "6700"),
        ("00A404000F73", "6700"),
        ("00A4040C00", "6A86"),
        ("00B2010400", "6985"),
        ("00C0000000", "6985"),
    ],
)
def test_ill_formed_or_out_of_place(command: str, answer: str) -> None:
    card = CARDS["plain"]
    card.reset()
    assert card.receive(bytes.fromhex(command)) == bytes.fromhex(answer)


def test_name_too_long_for_both_fields() -> None:
    with pytest.raises(ValueError, match=r"^22 bytes do not fit a field of 20$"):
        SocialSecurityCard("测" * 26, *PERSON[1:])
