"""The proof a 3.00 card wants before it shows its holder's data: asked once, given once, refused in every way."""

from __future__ import annotations

import asyncio

import pytest

from kiosk.domain.card import ChipCard
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard import ssc
from kiosk.hardware.smartcard.authority import Algorithm, Authority, LostTries, Proof, Question
from kiosk.hardware.smartcard.errors import (
    AuthorityRefused,
    BadCardData,
    KeyBlocked,
    KeyMissing,
    OutOfOrder,
    ProofRefused,
)
from kiosk_sim import card_keys
from kiosk_sim.cards import SocialSecurityCard
from tests.kiosk.hardware.card_on_the_desk import CARD, NAME, NUMBER, Directly, answer_to, assert_says_nothing
from tests.ssc_vectors import CHALLENGE, EXCHANGES, VECTORS

PROOF = Proof(bytes.fromhex("B0949E51DEC31B5B"), bytes.fromhex("0102030405060708"))
WRONG = Proof(bytes(8), bytes(8))


def new_card(algorithm: str = "00", *, t0: bool = False) -> SocialSecurityCard:
    return SocialSecurityCard(
        NAME, NUMBER, CARD, version="3.00", algorithm=algorithm, via_get_response=t0, random=lambda _: CHALLENGE
    )


class Office:
    """An authority that gives what it was made with, and keeps the questions."""

    def __init__(self, proof: Proof | Exception) -> None:
        self._proof = proof
        self.asked: list[Question] = []

    async def __call__(self, question: Question) -> Proof:
        self.asked.append(question)
        if isinstance(self._proof, Exception):
            raise self._proof
        return self._proof


def read(channel: Directly, authority: Authority, algorithm: Algorithm = Algorithm.TRIPLE_DES) -> ChipCard:
    return asyncio.run(ssc.read_card(channel, authority, algorithm))


@pytest.mark.parametrize("t0", [False, True])
def test_the_holder_is_read_after_the_proof(t0: bool) -> None:
    channel, office = Directly(new_card(t0=t0)), Office(PROOF)
    card = read(channel, office)
    assert (card.version, card.holder.reveal(), card.holder_number.reveal()) == ("3.00", NAME, NUMBER)
    at = channel.sent.index("0084000008")
    assert channel.sent[at + 1] == EXCHANGES["authenticate"]["command"].replace(" ", "")
    assert channel.sent[at + 2] == "00A4020002EF06"
    assert all(not sent.startswith("00B208") for sent in channel.sent[:at])


def test_what_the_office_is_asked() -> None:
    office = Office(PROOF)
    read(Directly(new_card()), office)
    [question] = office.asked
    vector = VECTORS["authentication"][0]
    assert (question.region, question.algorithm.value) == (vector["city"], vector["algorithm"])
    assert question.historical == bytes.fromhex(vector["historical"])
    assert question.code == bytes.fromhex("510100D1560000050024030100000000")
    assert question.challenge == CHALLENGE
    assert not [secret for secret in ("a1b2", "8660", "D156") if secret.lower() in repr(question).lower()]


def test_a_card_whose_key_is_for_sm4() -> None:
    proof = Proof(bytes.fromhex(VECTORS["authentication"][1]["cryptogram"]), card_keys.FACTOR)
    office = Office(proof)
    assert read(Directly(new_card("03")), office, Algorithm.SM4).holder.reveal() == NAME
    assert office.asked[0].algorithm is Algorithm.SM4


@pytest.mark.parametrize("version", ["1.00", "2.00", "2.01"])
def test_older_cards_ask_nobody(version: str) -> None:
    office = Office(PROOF)
    card = SocialSecurityCard(NAME, NUMBER, CARD, version="2.00" if version == "2.01" else version)
    spoil = answer_to("00B203", b"\x03\x04" + version.encode() + b"\x90\x00")
    assert read(Directly(card, spoil), office).version == version
    assert office.asked == []


def test_a_wrong_proof_costs_one_try_and_is_given_once() -> None:
    card = new_card()
    channel = Directly(card)
    with pytest.raises(ProofRefused, match="verification failed, 2 tries left") as caught:
        read(channel, Office(WRONG))
    assert caught.value.attempts_left == 2
    assert card.key.left == 2
    assert len([sent for sent in channel.sent if sent.startswith("0082")]) == 1
    assert_says_nothing(caught.value)


@pytest.mark.parametrize(
    ("answer", "error", "left"),
    [
        ("63C0", ProofRefused, 0),
        ("6982", ProofRefused, None),
        ("6983", KeyBlocked, None),
        ("6984", OutOfOrder, None),
        ("6A88", KeyMissing, None),
    ],
)
def test_every_way_the_card_refuses(answer: str, error: type[DeviceError], left: int | None) -> None:
    channel = Directly(new_card(), answer_to("0082", bytes.fromhex(answer)))
    with pytest.raises(error) as caught:
        read(channel, Office(PROOF))
    assert getattr(caught.value, "attempts_left", None) == left
    assert len([sent for sent in channel.sent if sent.startswith("0082")]) == 1


@pytest.mark.parametrize("answer", ["6C10", "6108"])
def test_a_strange_answer_does_not_make_it_try_again(answer: str) -> None:
    channel = Directly(new_card(), answer_to("0082", bytes.fromhex(answer)))
    with pytest.raises(DeviceError):
        read(channel, Office(PROOF))
    assert len([sent for sent in channel.sent if sent.startswith("0082")]) == 1


@pytest.mark.parametrize("answer", ["9000", "A1B2C3D4E5F6079000", "6D00", "90"])
def test_no_challenge_no_question(answer: str) -> None:
    office = Office(PROOF)
    with pytest.raises(DeviceError):
        read(Directly(new_card(), answer_to("0084", bytes.fromhex(answer))), office)
    assert office.asked == []


@pytest.mark.parametrize("trouble", [AuthorityRefused("card-reader", "no"), OSError("away")])
def test_an_office_that_gives_no_proof_costs_no_try(trouble: Exception) -> None:
    card = new_card()
    channel = Directly(card)
    with pytest.raises(type(trouble)):
        read(channel, Office(trouble))
    assert card.key.left == 3
    assert not [sent for sent in channel.sent if sent.startswith("0082")]


def test_a_challenge_of_one_card_is_nothing_to_another() -> None:
    """Swapped between challenge and proof, and nobody noticed: the other card knows of no challenge."""
    first, second = new_card(), new_card()
    channel = Directly(first)
    asyncio.run(ssc.select(Directly(second)))

    async def swap(question: Question) -> Proof:
        channel._card = second
        return PROOF

    with pytest.raises(OutOfOrder):
        read(channel, swap)
    assert (first.key.left, second.key.left) == (3, 3)


def test_each_reading_has_a_challenge_of_its_own() -> None:
    office = Office(WRONG)
    card = SocialSecurityCard(NAME, NUMBER, CARD, version="3.00")
    for _ in range(2):
        card.reset()
        with pytest.raises(ProofRefused):
            read(Directly(card), office)
    assert office.asked[0].challenge != office.asked[1].challenge
    assert office.asked[0].card == office.asked[1].card


def test_a_card_without_a_usable_answer_to_reset() -> None:
    channel = Directly(new_card())
    channel.atr = b"\x3b"
    with pytest.raises(BadCardData, match="answer to reset"):
        read(channel, Office(PROOF))


def test_cards_that_lost_a_try_are_remembered_without_their_numbers() -> None:
    lost, question = LostTries(), Question("510100", bytes(13), Algorithm.SM4, bytes(16), bytes(8))
    assert question.card not in lost
    for _ in range(2):
        lost.remember(question.card)
    assert question.card in lost
    assert Question("510100", bytes(12) + b"\x01", Algorithm.SM4, bytes(16), bytes(8)).card not in lost
    for number in range(1000):
        lost.remember(number.to_bytes(32, "big"))
    assert question.card not in lost


def test_a_proof_is_eight_bytes_and_eight() -> None:
    with pytest.raises(ValueError, match="8 bytes each"):
        Proof(bytes(8), bytes(7))
    assert "b0949e" not in repr(PROOF).lower()
