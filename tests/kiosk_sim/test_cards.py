"""The simulated chip cards against the golden bytes."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from kiosk_sim import card_keys
from kiosk_sim.cards import Chip, ForeignCard, SocialSecurityCard
from tests.ssc_vectors import CHALLENGE, EXCHANGES, VECTORS

PERSON = "𬭎测试", "000000199001010018", "A00000011"


def ssc(version: str = "2.00", algorithm: str = "00", *, t0: bool = False, exact: bool = False) -> SocialSecurityCard:
    return SocialSecurityCard(
        *PERSON,
        version=version,
        algorithm=algorithm,
        via_get_response=t0,
        exact_le=exact,
        random=lambda count: CHALLENGE[:count],
    )


CARDS: Mapping[str, Callable[[], Chip]] = {
    "plain": ssc,
    "t0": lambda: ssc(t0=True),
    "exact": lambda: ssc(exact=True),
    "locked": lambda: ssc("3.00"),
    "sm4": lambda: ssc("3.00", "03"),
    "old": lambda: ssc("1.00"),
    "foreign": ForeignCard,
    "health": lambda: ForeignCard("health"),
    "transport": lambda: ForeignCard("transport"),
}


@pytest.mark.parametrize("vector", EXCHANGES.values(), ids=lambda vector: vector["name"])
def test_exchange(vector: dict[str, Any]) -> None:
    card = CARDS[vector["on"]]()
    for earlier in vector["after"]:
        card.receive(bytes.fromhex(EXCHANGES[earlier]["command"]))
    assert card.receive(bytes.fromhex(vector["command"])) == bytes.fromhex(vector["answer"])


def test_atr() -> None:
    assert ssc().atr == bytes.fromhex(VECTORS["card"]["atr"])
    assert len(ForeignCard().atr) == 16


@pytest.mark.parametrize("vector", VECTORS["authentication"], ids=["3des", "sm4"])
def test_the_arithmetic_is_that_of_openssl(vector: dict[str, str]) -> None:
    root, historical, key, challenge, factor, expected = (
        bytes.fromhex(vector[name]) for name in ("root", "historical", "card_key", "challenge", "factor", "cryptogram")
    )
    assert root == card_keys.ROOT
    assert card_keys.card_key(root, vector["city"], historical, vector["algorithm"]) == key
    assert card_keys.cryptogram(key, challenge, factor, vector["algorithm"]) == expected


def test_response_in_pieces() -> None:
    card = CARDS["t0"]()
    card.receive(bytes.fromhex(EXCHANGES["t0-select"]["command"]))
    assert card.receive(bytes.fromhex("00C0000014")) == b"\x6c\x13"
    first = card.receive(bytes.fromhex("00C0000010"))
    second = card.receive(bytes.fromhex("00C0000003"))
    assert first[-2:] == b"\x61\x03"
    assert first[:-2] + second == bytes.fromhex(EXCHANGES["t0-get-response"]["answer"])
    assert card.receive(bytes.fromhex("00C0000003")) == b"\x69\x85"


def test_reset_forgets_what_was_selected() -> None:
    card = CARDS["plain"]()
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
    card = CARDS["plain"]()
    assert card.receive(bytes.fromhex(command)) == bytes.fromhex(answer)


def test_name_too_long_for_both_fields() -> None:
    with pytest.raises(ValueError, match=r"^22 bytes do not fit a field of 20$"):
        SocialSecurityCard("测" * 26, *PERSON[1:])


def sw(card: Chip, command: str) -> str:
    return card.receive(bytes.fromhex(command))[-2:].hex().upper()


def test_a_challenge_is_good_for_the_next_command_only() -> None:
    card = ssc("3.00")
    sw(card, EXCHANGES["select-environment"]["command"])
    sw(card, EXCHANGES["get-challenge"]["command"])
    sw(card, EXCHANGES["select-ef05"]["command"])
    assert sw(card, EXCHANGES["authenticate"]["command"]) == "6984"
    assert card.key.left == 3


def test_lost_tries_stay_lost_without_power_and_a_right_one_gives_them_back() -> None:
    card = ssc("3.00")
    for left in ("63C2", "63C1"):
        card.reset()
        sw(card, EXCHANGES["select-environment"]["command"])
        sw(card, EXCHANGES["get-challenge"]["command"])
        assert sw(card, EXCHANGES["authenticate-wrong"]["command"]) == left
    sw(card, EXCHANGES["get-challenge"]["command"])
    assert sw(card, EXCHANGES["authenticate"]["command"]) == "9000"
    assert card.key.left == 3
    assert card.key.open


def test_what_was_proved_does_not_survive_a_reset_or_a_new_selection() -> None:
    for forget in ("", EXCHANGES["select-environment"]["command"]):
        card = ssc("3.00")
        for name in EXCHANGES["unlocked-holder"]["after"]:
            sw(card, EXCHANGES[name]["command"])
        if forget:
            sw(card, forget)
        else:
            card.reset()
            sw(card, EXCHANGES["select-environment"]["command"])
        sw(card, EXCHANGES["select-ef06"]["command"])
        assert sw(card, "00B2080000") == "6982"


def test_an_ill_formed_pin_costs_no_try() -> None:
    card = ssc()
    assert sw(card, "0020000003123456") == "6985"  # before the environment is selected
    sw(card, EXCHANGES["select-environment"]["command"])
    for command, status in (
        ("0020000000", "6700"),
        ("00200100 03 123456", "6A86"),
        ("805E0100 06 123456FF6543", "6700"),
        ("805E0100 07 123456 00 654321", "6A80"),
        ("805E0100 07 123456 FF 65432F", "6A80"),
        ("805E0000 07 123456 FF 654321", "6A86"),
    ):
        assert sw(card, command) == status, command
    assert card.pin.left == 3
