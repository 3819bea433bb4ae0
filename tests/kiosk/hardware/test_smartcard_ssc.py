"""Reading a social security card over a channel in memory: versions, ways to answer, refusals, bad data."""

import asyncio
import traceback
from collections.abc import Callable
from datetime import date

import pytest

from kiosk.domain.card import ChipCard
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard import apdu, ssc
from kiosk.hardware.smartcard.errors import BadCardData, CardRefused, HolderDataLocked, NotOurCard
from kiosk_sim.cards import Chip, ForeignCard, SocialSecurityCard

NAME, NUMBER, CARD = "𬭎测试", "000000199001010018", "A00000011"


class Directly:
    """A channel without reader: what the simulated card answers, possibly spoiled."""

    def __init__(self, card: Chip, spoil: Callable[[bytes, bytes], bytes] = lambda _, answer: answer) -> None:
        self._card = card
        self._spoil = spoil
        self.sent: list[str] = []

    async def transmit(self, apdu: bytes) -> bytes:
        self.sent.append(apdu.hex().upper())
        return self._spoil(apdu, self._card.receive(apdu))


def read(card: Chip, spoil: Callable[[bytes, bytes], bytes] = lambda _, answer: answer) -> ChipCard:
    return asyncio.run(ssc.read_card(Directly(card, spoil)))


@pytest.mark.parametrize("version", ["1.00", "2.00"])
@pytest.mark.parametrize("via_get_response", [False, True])
@pytest.mark.parametrize("exact_le", [False, True])
def test_read(version: str, via_get_response: bool, exact_le: bool) -> None:
    card = read(
        SocialSecurityCard(NAME, NUMBER, CARD, version=version, via_get_response=via_get_response, exact_le=exact_le)
    )
    assert (card.region, card.version, card.valid_until) == ("510100", version, date(2034, 3, 1))
    assert (card.holder.reveal(), card.holder_number.reveal(), card.number.reveal()) == (NAME, NUMBER, CARD)


def test_commands_sent() -> None:
    channel = Directly(SocialSecurityCard(NAME, NUMBER, CARD))
    asyncio.run(ssc.read_card(channel))
    assert channel.sent == [
        "00A404000F7378312E73682EC9E7BBE1B1A3D5CF",
        *("00A4020002EF05", "00B2010000", "00B2030000", "00B2060000", "00B2070000"),
        *("00A4020002EF06", "00B2080000", "00B2090000", "00B24E0000"),
    ]


@pytest.mark.parametrize(
    ("on_card", "name"),
    [
        ("䶮样例", "䶮样例"),
        (bytes.fromhex("FE9FD1F9C0FD"), "䶮样例"),
        (bytes.fromhex("FE59B2E2CAD4"), "龴测试"),  # a two-byte code the 2000 edition called private use
        ("测" * 15, "测" * 15),  # fills the field: no padding, empty extension
        ("阿卜杜拉·测试·买买提·样例·阿不都热合曼", "阿卜杜拉·测试·买买提·样例·阿不都热合曼"),
        (b"A" * 29 + bytes.fromhex("B2E2CAD4"), "A" * 29 + "测试"),  # a character across both fields
    ],
)
def test_names(on_card: str | bytes, name: str) -> None:
    assert read(SocialSecurityCard(on_card, NUMBER, CARD)).holder.reveal() == name


def test_no_last_day() -> None:
    assert read(SocialSecurityCard(NAME, NUMBER, CARD, valid_until="")).valid_until is None


def test_locked_holder() -> None:
    card = SocialSecurityCard(NAME, NUMBER, CARD, version="3.00")
    with pytest.raises(HolderDataLocked) as caught:
        read(card)
    assert caught.value.status == 0x6982
    card.reset()

    async def issued() -> ssc.Issued:
        channel = Directly(card)
        await ssc.select(channel)
        return await ssc.read_issued(channel)

    assert asyncio.run(issued()).version == "3.00"


def test_not_our_card() -> None:
    with pytest.raises(NotOurCard, match="6A82 file not found"):
        read(ForeignCard())


def test_refusal() -> None:
    with pytest.raises(CardRefused, match="record 07: record not found") as caught:
        read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00B207", b"\x6a\x83"))
    assert caught.value.status == 0x6A83


def answer_to(command: str, answer: bytes) -> Callable[[bytes, bytes], bytes]:
    return lambda apdu, real: answer if apdu.startswith(bytes.fromhex(command)) else real


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("00B208", b""),  # no status word
        ("00B208", b"\x90"),
        ("00B208", b"\x90\x00"),  # no record
        ("00B208", b"\x08\x04" + NUMBER.encode() + b"\x90\x00"),  # wrong length
        ("00B208", b"\x07\x12" + NUMBER.encode() + b"\x90\x00"),  # another record
        ("00B208", b"\x08\x13" + NUMBER.encode() + b"\xe4\x90\x00"),  # not ASCII
        ("00B208", b"\x08\x02\x00\x00\x90\x00"),  # empty
        ("00B209", b"\x09\x05" + bytes.fromhex("9933A932B2") + b"\x90\x00"),  # half a character
        ("00B209", b"\x09\x02\x00\x00\x90\x00"),  # empty
        ("00B206", b"\x06\x04\x20\x34\x13\x01\x90\x00"),  # no date
        ("00B201", b"\x01\x03\x5a\x01\x00\x90\x00"),  # no digits
        ("00B207", b"\x61\x10"),  # more, and more ...
        ("00B207", b"\x6c\x10"),
    ],
)
def test_bad_data_is_told_without_the_data(command: str, answer: bytes) -> None:
    spoil = answer_to(command, answer)
    if answer[-2:-1] in (b"\x61", b"\x6c"):
        spoil = lambda apdu, real: answer if apdu[1] in (0xB2, 0xC0) and apdu[2] in (0x07, 0x00) else real  # noqa: E731
    with pytest.raises(BadCardData) as caught:
        read(SocialSecurityCard(NAME, NUMBER, CARD), spoil)
    assert_says_nothing(caught.value)


def test_refusals_say_nothing_of_the_holder() -> None:
    for card in (SocialSecurityCard(NAME, NUMBER, CARD, version="3.00"), ForeignCard()):
        with pytest.raises(DeviceError) as caught:
            read(card)
        assert_says_nothing(caught.value)


def assert_says_nothing(error: BaseException) -> None:
    """Neither the error nor what led to it holds a part of name or number, as text, bytes or hex."""
    text = "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
    chain = f"{text}{error!r}{error.__cause__!r}{error.__context__!r}"
    for secret in (NAME, NUMBER, CARD, NUMBER.encode().hex(), NAME.encode("gb18030").hex(), "9933", "3939"):
        assert secret.lower() not in chain.lower()


def test_reprs_say_nothing() -> None:
    answered = apdu.answer(NUMBER.encode() + b"\x90\x00")
    command = apdu.Apdu(0x20, 0, 0, b"\x12\x34\x56")
    assert NUMBER not in repr(answered)
    assert "4V" not in repr(command)
