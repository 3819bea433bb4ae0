"""Reading a social security card over a channel in memory: versions, ways to answer, refusals, bad data."""

import asyncio
from datetime import date

import pytest

from kiosk.domain.card import ChipCard
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.smartcard import apdu, ssc
from kiosk.hardware.smartcard.errors import (
    ApplicationBlocked,
    BadCardData,
    CardKind,
    CardRefused,
    HolderDataLocked,
    NotOurCard,
    RecordMissing,
)
from kiosk.hardware.smartcard.records import Holder, Issued
from kiosk_sim.cards import Chip, ForeignCard, SocialSecurityCard
from tests.kiosk.hardware.card_on_the_desk import (
    CARD,
    NAME,
    NUMBER,
    Directly,
    Spoil,
    answer_to,
    assert_says_nothing,
)


def read(card: Chip, spoil: Spoil = lambda _, answer: answer) -> ChipCard:
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
    issued = asyncio.run(ssc.read_issuer_only(Directly(card)))
    assert issued.version == "3.00"
    assert issued.guarded


def test_a_card_of_an_older_version_may_be_locked_as_well() -> None:
    """Nothing is guessed from that: only a 3.00 card is known to take the proof."""
    with pytest.raises(HolderDataLocked, match="security condition not satisfied"):
        read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00B208", b"\x69\x82"))


def issued(card: Chip, spoil: Spoil = lambda _, answer: answer) -> Issued:
    async def reading() -> Issued:
        channel = Directly(card, spoil)
        await ssc.select(channel)
        return await ssc.read_issued(channel, details=True)

    return asyncio.run(reading())


def holder(card: Chip, spoil: Spoil = lambda _, answer: answer) -> Holder:
    async def reading() -> Holder:
        channel = Directly(card, spoil)
        await ssc.select(channel)
        return await ssc.read_holder(channel, details=True)

    return asyncio.run(reading())


def test_all_of_the_issuer_data() -> None:
    told = issued(SocialSecurityCard(NAME, NUMBER, CARD))
    assert told.code.hex().upper() == "510100D1560000050024030100000000"
    assert (told.region, told.version, told.number.reveal(), told.category) == ("510100", "2.00", CARD, "1")
    assert (told.issued, told.valid_until, told.organisation) == (date(2024, 3, 1), date(2034, 3, 1), None)
    assert not told.guarded
    assert "d1560000" not in repr(told).lower()


def test_details_are_read_only_when_they_are_asked_for() -> None:
    told = asyncio.run(ssc.read_issuer_only(Directly(SocialSecurityCard(NAME, NUMBER, CARD))))
    assert (told.category, told.organisation, told.issued) == (None, None, None)


def test_all_of_the_holder_data() -> None:
    told = holder(SocialSecurityCard(NAME, NUMBER, CARD))
    details = (told.sex, told.nation, told.birthplace, told.birth)
    assert [value and value.reveal() for value in details] == ["1", "01", "000000", "1990-01-01"]
    assert "1990" not in repr(told)


@pytest.mark.parametrize("tag", [0x02, 0x04, 0x05])
@pytest.mark.parametrize("answer", [b"\x6a\x83", b"TL\xe4\xe4\x90\x00"])
def test_what_no_service_needs_may_be_missing_or_nonsense(tag: int, answer: bytes) -> None:
    spoil = answer_to(f"00B2{tag:02X}", answer.replace(b"TL", bytes([tag, 2])))
    told = issued(SocialSecurityCard(NAME, NUMBER, CARD), spoil)
    assert {0x02: told.category, 0x04: told.organisation, 0x05: told.issued}[tag] is None
    assert told.number.reveal() == CARD


@pytest.mark.parametrize("tag", [0x0A, 0x0B, 0x0C, 0x0D])
def test_so_may_the_details_of_the_holder(tag: int) -> None:
    told = holder(SocialSecurityCard(NAME, NUMBER, CARD), answer_to(f"00B2{tag:02X}", b"\x6a\x83"))
    details = {0x0A: told.sex, 0x0B: told.nation, 0x0C: told.birthplace, 0x0D: told.birth}
    assert [missing for missing, value in details.items() if value is None] == [tag]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("bank", CardKind.BANK),
        ("health", CardKind.HEALTH),
        ("transport", CardKind.TRANSPORT),
        ("blank", CardKind.UNKNOWN),
    ],
)
def test_not_our_card(kind: str, told: CardKind) -> None:
    with pytest.raises(NotOurCard, match="6A82 file not found") as caught:
        read(ForeignCard(kind))
    assert caught.value.kind is told


def test_an_application_that_is_blocked_for_ever_is_still_ours() -> None:
    with pytest.raises(ApplicationBlocked, match="application blocked for ever"):
        read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00A40400", b"\x93\x03"))


def test_right_aligned_and_short_fields() -> None:
    """One source says an is right-aligned; a card may also leave the padding away."""
    short = {"00B203": b"\x03\x04\x002.0\x90\x00", "00B207": b"\x07\x09" + CARD.encode() + b"\x90\x00"}
    for command, answer in short.items():
        assert issued(SocialSecurityCard(NAME, NUMBER, CARD), answer_to(command, answer)).number.reveal() == CARD
    right = b"\x09\x08\x00\x00" + bytes.fromhex("B2E2CAD4CAD4") + b"\x90\x00"
    assert read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00B209", right)).holder.reveal() == "测试试"


def test_refusal() -> None:
    with pytest.raises(RecordMissing, match="record 07: record not found") as caught:
        read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00B207", b"\x6a\x83"))
    assert caught.value.status == 0x6A83


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("00B208", b""),  # no status word
        ("00B208", b"\x90"),
        ("00B208", b"\xc5\x55"),  # nor this
        ("00B208", b"\x90\x00"),  # no record
        ("00B208", b"\x08\x04" + NUMBER.encode() + b"\x90\x00"),  # wrong length
        ("00B208", b"\x07\x12" + NUMBER.encode() + b"\x90\x00"),  # another record
        ("00B208", b"\x08\x13" + NUMBER.encode() + b"\xe4\x90\x00"),  # not ASCII
        ("00B208", b"\x08\x02\x00\x00\x90\x00"),  # empty
        ("00B209", b"\x09\x05" + bytes.fromhex("9933A932B2") + b"\x90\x00"),  # half a character
        ("00B209", b"\x09\x02\x00\x00\x90\x00"),  # empty
        ("00B206", b"\x06\x04\x20\x34\x13\x01\x90\x00"),  # no date
        ("00B201", b"\x01\x03\x5a\x01\x00\x90\x00"),  # no digits
        ("00B201", b"\x01\x02\x51\x01\x90\x00"),  # too few for a region
        ("00B203", b"\x03\x04\x00\x00\x00\x00\x90\x00"),  # no version
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


def test_a_refusal_nobody_foresaw() -> None:
    with pytest.raises(CardRefused, match="issuer data: not in the specification"):
        read(SocialSecurityCard(NAME, NUMBER, CARD), answer_to("00A40200", b"\x6f\x00"))


def test_an_answer_in_pieces_and_a_wrong_length_in_between() -> None:
    """61xx after 61xx, and 6Cxx to GET RESPONSE, for one record."""
    record = b"\x08\x12" + NUMBER.encode()
    script = [b"\x61\x05", b"\x6c\x14", record[:4] + b"\x61\x10", record[4:] + b"\x90\x00"]

    class InPieces(Directly):
        async def transmit(self, apdu: bytes | bytearray) -> bytes:
            real = await super().transmit(apdu)
            return script.pop(0) if apdu[:3] == b"\x00\xb2\x08" or apdu[1] == 0xC0 else real

    channel = InPieces(SocialSecurityCard(NAME, NUMBER, CARD))
    card = asyncio.run(ssc.read_card(channel))
    assert card.holder_number.reveal() == NUMBER
    assert [sent for sent in channel.sent if sent.startswith("00C0")] == ["00C0000005", "00C0000014", "00C0000010"]


def test_refusals_say_nothing_of_the_holder() -> None:
    for card in (SocialSecurityCard(NAME, NUMBER, CARD, version="3.00"), ForeignCard()):
        with pytest.raises(DeviceError) as caught:
            read(card)
        assert_says_nothing(caught.value)


def test_reprs_say_nothing() -> None:
    answered = apdu.answer(NUMBER.encode() + b"\x90\x00")
    command = apdu.Apdu(0x20, 0, 0, b"\x12\x34\x56")
    assert NUMBER not in repr(answered)
    assert "4V" not in repr(command)
